package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.replay.ScenarioClient;

/// A server that tells a [Receiver] what the admin `root` and the plain user `alice` do.
final class AuditedCluster implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Receiver receiver;
    private final Cluster cluster;
    private final ScenarioClient client;

    AuditedCluster(Path directory, String policy, AuditSettings.Batches batches)
            throws IOException, GeneralSecurityException {
        receiver = new Receiver();
        Path tokens = Files.writeString(directory.resolve("tokens.csv"), """
                root-token,root,uid-1,"system:masters"
                alice-token,alice,uid-2,"developers"
                """);
        Path file = Files.writeString(directory.resolve("policy.yaml"),
                "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + policy);
        cluster = Cluster.start(new Cluster.Settings(0, directory.resolve("data"), Set.of(), Optional.of(tokens))
                .withAudit(new AuditSettings(receiver.kubeconfig(directory), file, batches)));
        client = new ScenarioClient(cluster.url(), Files.readString(directory.resolve("data").resolve("ca.crt")),
                Map.of("root", "root-token", "alice", "alice-token"));
    }

    /// Events that are sent at once.
    static AuditedCluster telling(Path directory, String policy) throws IOException, GeneralSecurityException {
        return new AuditedCluster(directory, policy, new AuditSettings.Batches(10_000, 400, Duration.ofMillis(20),
                Duration.ofMillis(20), 1_000, 1_000));
    }

    Receiver receiver() {
        return receiver;
    }

    ScenarioClient client() {
        return client;
    }

    /// A request by `root`.
    static ObjectNode request(String method, String path) {
        return MAPPER.createObjectNode().put("as", "root").put("method", method).put("path", path);
    }

    ScenarioClient.Response send(String user, String method, String path, String body)
            throws IOException, InterruptedException {
        ObjectNode request = request(method, path).put("as", user);
        if (!body.isEmpty()) {
            request.set("body", MAPPER.readTree(body));
        }
        return client.call(request);
    }

    /// The value of a counter at `/metrics`.
    long metric(String name) throws IOException, InterruptedException {
        JsonNode text = send("root", "GET", "/metrics", "").body();
        return text.asText().lines().filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1))).sum();
    }

    @Override
    public void close() throws IOException {
        client.close();
        cluster.close();
        receiver.close();
    }
}
