package dev.plumbline.differ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.plumbline.testkit.TestKafka;

/// A broker, and a scripted API server that a kubeconfig names.
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    private ListAndWatchServer server = new ListAndWatchServer();

    public Surroundings() throws IOException {
        // The server starts with its field.
    }

    @Override
    public Map<String, String> start() {
        server.serves("/api/v1",
                "{\"resources\":[{\"name\":\"configmaps\",\"kind\":\"ConfigMap\",\"namespaced\":true}]}")
                .serves("/api/v1/configmaps",
                        "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[]}")
                .serves("/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                        "{\"kind\":\"CustomResourceDefinitionList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
        try {
            Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
            kubeconfig.toFile().deleteOnExit();
            Files.writeString(kubeconfig, """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    clusters: [{name: test, cluster: {server: "%s"}}]
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    users: [{name: test, user: {token: test}}]
                    """.formatted(server.url()));
            return Map.of("plumbline.kafka.bootstrap-servers", TestKafka.shared().bootstrap(),
                    "kafka.bootstrap.servers", TestKafka.shared().bootstrap(),
                    "plumbline.differ.kubernetes.kubeconfig", kubeconfig.toString(), "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig cannot be written", e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(ListAndWatchServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
