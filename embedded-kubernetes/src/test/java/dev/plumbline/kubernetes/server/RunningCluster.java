package dev.plumbline.kubernetes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.replay.ScenarioClient;

/// A server in this process and an admin's connection to it over HTTPS.
final class RunningCluster implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Cluster cluster;
    private final ScenarioClient client;

    RunningCluster(Path directory) throws IOException, GeneralSecurityException {
        this(directory, Set.of("namespace", "garbage-collector"));
    }

    RunningCluster(Path directory, Set<String> controllers) throws IOException, GeneralSecurityException {
        cluster = Cluster.start(new Cluster.Settings(0, directory, controllers, Optional.empty()));
        client = new ScenarioClient(cluster.url(), Files.readString(directory.resolve("ca.crt")),
                Map.of("admin", Files.readString(directory.resolve("token")).strip()));
    }

    Cluster cluster() {
        return cluster;
    }

    ScenarioClient client() {
        return client;
    }

    static ObjectNode request(String method, String path) {
        return MAPPER.createObjectNode().put("method", method).put("path", path);
    }

    ScenarioClient.Response get(String path) throws IOException, InterruptedException {
        return client.call(request("GET", path));
    }

    ScenarioClient.Response post(String path, JsonNode body) throws IOException, InterruptedException {
        ObjectNode request = request("POST", path);
        request.set("body", body);
        return client.call(request);
    }

    static ObjectNode configMap(String name, String value) {
        ObjectNode object = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        object.putObject("metadata").put("name", name);
        object.putObject("data").put("value", value);
        return object;
    }

    @Override
    public void close() throws IOException {
        client.close();
        cluster.close();
    }
}
