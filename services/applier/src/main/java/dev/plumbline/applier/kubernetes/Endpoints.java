package dev.plumbline.applier.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.plumbline.manifests.ResourceId;

/// Where the objects of each kind are served, as the server's discovery says it; asked once for each group and version,
/// and again when a kind is not known, since its definition may have come since.
final class Endpoints {
    private final Map<String, Map<String, Endpoint>> byVersion = new ConcurrentHashMap<>();
    private final Discovery discovery;

    /// Asks the server.
    @FunctionalInterface
    interface Discovery {
        /// The body of `/api/v1` or `/apis/GROUP/VERSION`; empty when the server does not serve the version.
        Optional<JsonNode> resources(String path) throws InterruptedException;
    }

    /// @param plural the last part of the path, such as `deployments`
    private record Endpoint(String plural, boolean namespaced) {
    }

    Endpoints(Discovery discovery) {
        this.discovery = discovery;
    }

    /// The path of an object; empty when the server serves no such kind.
    Optional<String> object(String apiVersion, ResourceId resource) throws InterruptedException {
        return collection(apiVersion, resource).map(path -> path + "/" + encoded(resource.name()));
    }

    /// The path that objects like this one are created at.
    Optional<String> collection(String apiVersion, ResourceId resource) throws InterruptedException {
        Endpoint endpoint = byVersion.getOrDefault(apiVersion, Map.of()).get(resource.kind());
        if (endpoint == null) {
            Map<String, Endpoint> read = read(apiVersion);
            byVersion.put(apiVersion, read);
            endpoint = read.get(resource.kind());
        }
        return Optional.ofNullable(endpoint).map(found -> path(apiVersion, resource, found));
    }

    private static String path(String apiVersion, ResourceId resource, Endpoint endpoint) {
        String namespace = endpoint.namespaced() ? "/namespaces/" + encoded(resource.namespace()) : "";
        return root(apiVersion) + namespace + "/" + endpoint.plural();
    }

    private Map<String, Endpoint> read(String apiVersion) throws InterruptedException {
        Map<String, Endpoint> endpoints = new HashMap<>();
        JsonNode list = discovery.resources(root(apiVersion)).orElse(MissingNode.getInstance());
        for (JsonNode resource : list.path("resources")) {
            String name = resource.path("name").asText();
            if (!name.contains("/")) {
                endpoints.put(resource.path("kind").asText(),
                        new Endpoint(name, resource.path("namespaced").asBoolean()));
            }
        }
        return Map.copyOf(endpoints);
    }

    private static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
