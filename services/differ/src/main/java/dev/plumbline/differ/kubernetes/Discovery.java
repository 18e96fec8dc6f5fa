package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.CustomResourceTypes;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// Where kinds are served, and what custom ones look like. Asked once for each version of a group; again only for a kind
/// that is not known.
final class Discovery {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private final ApiServer server;
    private final Map<String, Map<String, Endpoint>> byVersion = new ConcurrentHashMap<>();

    /// @param plural such as `deployments`
    private record Endpoint(String plural, boolean namespaced) {
    }

    Discovery(ApiServer server) {
        this.server = server;
    }

    /// The path of all objects of a kind; empty when the cluster does not serve it.
    Optional<String> collection(ApiKind kind) throws IOException, InterruptedException {
        return endpoint(kind).map(endpoint -> root(kind.apiVersion()) + "/" + endpoint.plural());
    }

    /// The path of one object; empty when the cluster does not serve its kind.
    Optional<String> object(ApiKind kind, ResourceId resource) throws IOException, InterruptedException {
        return endpoint(kind).map(endpoint -> root(kind.apiVersion())
                + (endpoint.namespaced() ? "/namespaces/" + encoded(resource.namespace()) : "") + "/"
                + endpoint.plural() + "/" + encoded(resource.name()));
    }

    /// The structure of a custom kind; empty for Kubernetes' own and for what no CustomResourceDefinition describes.
    Optional<Schema> customType(ApiKind kind) throws IOException, InterruptedException {
        Optional<Endpoint> endpoint = endpoint(kind);
        if (endpoint.isEmpty() || BuiltInTypes.load().schema(kind.apiVersion(), kind.kind()).isPresent()) {
            return Optional.empty();
        }
        ApiServer.Reply reply = server
                .get(DEFINITIONS + "/" + endpoint.get().plural() + "." + encoded(kind.group()));
        String version = kind.apiVersion().substring(kind.apiVersion().indexOf('/') + 1);
        for (JsonNode served : reply.body().path("spec").path("versions")) {
            JsonNode schema = served.path("schema").path("openAPIV3Schema");
            if (version.equals(served.path("name").asText()) && schema.isObject()) {
                return Optional.of(CustomResourceTypes.schema(schema));
            }
        }
        return Optional.empty();
    }

    /// The kinds of a group may be others now.
    void forget(String group) {
        byVersion.keySet().removeIf(apiVersion -> ResourceId.groupOf(apiVersion).equals(group));
    }

    /// The resource that a group, a plural and a name stand for; empty where no such kind is known yet, or no name.
    Optional<ResourceId> known(String group, String plural, String namespace, String name) {
        for (Map.Entry<String, Map<String, Endpoint>> version : byVersion.entrySet()) {
            if (!name.isEmpty() && ResourceId.groupOf(version.getKey()).equals(group)) {
                for (Map.Entry<String, Endpoint> kind : version.getValue().entrySet()) {
                    if (kind.getValue().plural().equals(plural)) {
                        return Optional.of(new ResourceId(group, kind.getKey(),
                                kind.getValue().namespaced() ? namespace : "", name));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Endpoint> endpoint(ApiKind kind) throws IOException, InterruptedException {
        Endpoint known = byVersion.getOrDefault(kind.apiVersion(), Map.of()).get(kind.kind());
        if (known != null) {
            return Optional.of(known);
        }
        Map<String, Endpoint> read = read(kind.apiVersion());
        byVersion.put(kind.apiVersion(), read);
        return Optional.ofNullable(read.get(kind.kind()));
    }

    private Map<String, Endpoint> read(String apiVersion) throws IOException, InterruptedException {
        ApiServer.Reply reply = server.get(root(apiVersion));
        if (reply.code() != ApiServer.OK && reply.code() != ApiServer.NOT_FOUND) {
            throw new IOException("The kinds of " + apiVersion + " cannot be read: " + reply.message());
        }
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (JsonNode resource : reply.body().path("resources")) {
            String plural = resource.path("name").asText();
            if (!plural.contains("/")) {
                endpoints.put(resource.path("kind").asText(),
                        new Endpoint(plural, resource.path("namespaced").asBoolean()));
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
