package dev.plumbline.kubernetes.junit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import static dev.plumbline.kubernetes.junit.Clients.configMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Informers of the fabric8 client, behind a way that is cut, against what the server holds.
@EmbeddedKubernetes(controllers = "namespace")
class InformersTest {
    private final KubernetesCluster cluster;
    private final Told told = new Told();
    private CuttableProxy proxy;
    private KubernetesClient behindProxy;
    private KubernetesClient direct;

    InformersTest(KubernetesCluster cluster) throws IOException {
        this.cluster = cluster;
        this.proxy = new CuttableProxy(cluster.url());
        this.behindProxy = Clients.through(cluster.kubeconfig(), proxy.url());
        this.direct = Clients.of(cluster.kubeconfig());
    }

    @BeforeEach
    void clear() {
        direct.configMaps().inNamespace("default").delete();
    }

    @AfterEach
    void close() throws IOException {
        behindProxy.close();
        direct.close();
        proxy.close();
    }

    private static final class Told implements ResourceEventHandler<ConfigMap> {
        private final Map<String, String> values = new ConcurrentHashMap<>();
        private final AtomicInteger events = new AtomicInteger();

        @Override
        public void onAdd(ConfigMap object) {
            put(object);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            put(after);
        }

        @Override
        public void onDelete(ConfigMap object, boolean finalStateUnknown) {
            values.remove(object.getMetadata().getName());
            events.incrementAndGet();
        }

        private void put(ConfigMap object) {
            values.put(object.getMetadata().getName(), object.getData().getOrDefault("colour", ""));
            events.incrementAndGet();
        }
    }

    private void create(String name, String colour) {
        direct.resource(configMap(name, "colour", colour)).create();
    }

    private SharedIndexInformer<ConfigMap> started() {
        return behindProxy.configMaps().inNamespace("default").inform(told);
    }

    private void assertTold(Map<String, String> expected) {
        await().untilAsserted(() -> assertThat(told.values).isEqualTo(expected));
    }

    /// Lists of ConfigMaps in the namespace that the server answered.
    private long lists() {
        return direct.raw("/metrics").lines()
                .filter(line -> line.startsWith("apiserver_request_total{") && line.contains("resource=\"configmaps\"")
                        && line.contains("verb=\"list\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Test
    void followWhatHappensAfterTheirList() {
        create("a", "red");
        try (SharedIndexInformer<ConfigMap> informer = started()) {
            assertTold(Map.of("a", "red"));

            create("b", "blue");
            direct.configMaps().inNamespace("default").withName("a").edit(map -> {
                map.getData().put("colour", "green");
                return map;
            });
            assertTold(Map.of("a", "green", "b", "blue"));
            direct.configMaps().inNamespace("default").withName("b").delete();

            assertTold(Map.of("a", "green"));
            assertThat(informer.getStore().list()).hasSize(1);
        }
    }

    @Test
    void goOnWithoutAListAfterACutConnection() {
        create("a", "red");
        try (SharedIndexInformer<ConfigMap> informer = started()) {
            assertTold(Map.of("a", "red"));
            long before = lists();

            proxy.cut();
            create("b", "blue");
            direct.configMaps().inNamespace("default").withName("a").delete();
            proxy.mend();

            assertTold(Map.of("b", "blue"));
            assertThat(lists()).isEqualTo(before);
            assertThat(told.events).hasValue(3);
            assertThat(informer.isWatching()).isTrue();
        }
    }

    @Test
    void listAgainWhenTheHistoryIsGone() {
        create("a", "red");
        create("b", "blue");
        try (SharedIndexInformer<ConfigMap> informer = started()) {
            assertTold(Map.of("a", "red", "b", "blue"));
            long before = lists();

            proxy.cut();
            direct.configMaps().inNamespace("default").withName("a").delete();
            create("c", "green");
            cluster.forgetHistory();
            proxy.mend();

            assertTold(Map.of("b", "blue", "c", "green"));
            assertThat(lists()).isGreaterThan(before);
            assertThat(informer.isRunning()).isTrue();
        }
    }

    @Test
    void surviveARestartOfTheServer() {
        create("a", "red");
        try (SharedIndexInformer<ConfigMap> informer = started()) {
            assertTold(Map.of("a", "red"));

            cluster.restart();
            create("b", "blue");

            assertTold(Map.of("a", "red", "b", "blue"));
            assertThat(informer.isRunning()).isTrue();
        }
    }
}
