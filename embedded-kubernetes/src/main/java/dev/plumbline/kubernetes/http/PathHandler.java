package dev.plumbline.kubernetes.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.audit.Audit;
import dev.plumbline.kubernetes.discovery.Discovery;
import dev.plumbline.kubernetes.discovery.OpenApiDocuments;
import dev.plumbline.kubernetes.discovery.ServerVersion;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.resources.ResourceTypes;

/// Requests that are for no resource: discovery, OpenAPI, health, version, metrics.
final class PathHandler {
    private final ResourceTypes types;
    private final Discovery discovery;
    private final OpenApiDocuments openApi;
    private final RequestCounts counts;
    private final Audit audit;

    PathHandler(ResourceTypes types, OpenApiDocuments openApi, RequestCounts counts, Audit audit) {
        this.types = types;
        this.discovery = new Discovery(types);
        this.openApi = openApi;
        this.counts = counts;
        this.audit = audit;
    }

    Reply handle(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw ResourceHandler.methodNotAllowed();
        }
        List<String> parts = Arrays.stream(request.path().split("/", -1)).filter(part -> !part.isEmpty()).toList();
        String first = parts.isEmpty() ? "" : parts.getFirst();
        return switch (first) {
            case "" -> root();
            case "healthz", "livez", "readyz" -> Health.answer(parts, request.parameters());
            case "version" -> new Reply.Whole(200, "application/json", ServerVersion.json(), List.of());
            case "metrics" -> new Reply.Whole(200, "text/plain; version=0.0.4; charset=utf-8",
                    (counts.text() + audit.metrics()).getBytes(StandardCharsets.UTF_8), List.of());
            case "api" -> core(request, parts);
            case "apis" -> groups(request, parts);
            case "openapi" -> openApi(request, parts);
            default -> pageNotFound();
        };
    }

    private Reply root() {
        TreeSet<String> paths = new TreeSet<>(List.of("/api", "/api/v1", "/apis", "/healthz", "/livez", "/metrics",
                "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
        for (String group : types.groups()) {
            if (!group.isEmpty()) {
                paths.add("/apis/" + group);
                types.versions(group).forEach(version -> paths.add("/apis/" + group + "/" + version));
            }
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("paths");
        paths.forEach(list::add);
        return json(json);
    }

    private Reply core(HttpRequest request, List<String> parts) {
        if (parts.size() == 1) {
            Reply aggregated = aggregated(request, true);
            return aggregated != null ? aggregated : json(discovery.coreVersions(request.header("host")));
        }
        return parts.get(1).equals("v1") ? json(discovery.resources("", "v1")) : pageNotFound();
    }

    private Reply groups(HttpRequest request, List<String> parts) {
        if (parts.size() == 1) {
            Reply aggregated = aggregated(request, false);
            return aggregated != null ? aggregated : json(discovery.groups());
        }
        String group = parts.get(1);
        if (types.versions(group).isEmpty()) {
            return pageNotFound();
        }
        if (parts.size() == 2) {
            return json(discovery.group(group));
        }
        if (!types.versions(group).contains(parts.get(2))) {
            if (types.isBuiltin(group)) {
                throw ResourceHandler.notFound();
            }
            return pageNotFound();
        }
        return json(discovery.resources(group, parts.get(2)));
    }

    private @Nullable Reply aggregated(HttpRequest request, boolean core) {
        for (MediaType type : MediaType.accepted(request.header("accept"))) {
            if (type.parameter("as").equals("APIGroupDiscoveryList")
                    && List.of("v2", "v2beta1").contains(type.parameter("v"))) {
                String version = type.parameter("v");
                return new Reply.Whole(200,
                        "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList",
                        Json.bytes(discovery.aggregated(core, version)), List.of());
            }
            if (type.parameter("as").isEmpty() && type.name().equals("application/json")) {
                return null;
            }
        }
        return null;
    }

    private Reply openApi(HttpRequest request, List<String> parts) {
        if (parts.size() == 2 && parts.get(1).equals("v2")) {
            return request.header("accept").contains("com.github.proto-openapi.spec.v2")
                    ? new Reply.Whole(200, "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
                            openApi.v2Proto(), List.of())
                    : bytes(openApi.v2());
        }
        if (parts.size() >= 2 && parts.get(1).equals("v3")) {
            String path = String.join("/", parts.subList(2, parts.size()));
            return (path.isEmpty() ? Optional.of(openApi.v3Index()) : openApi.v3(path)).map(PathHandler::bytes)
                    .orElseGet(PathHandler::pageNotFound);
        }
        return pageNotFound();
    }

    private static Reply bytes(byte[] body) {
        return new Reply.Whole(200, "application/json", body, List.of());
    }

    private static Reply json(ObjectNode body) {
        return new Reply.Whole(200, "application/json", Json.bytes(body), List.of());
    }

    private static Reply pageNotFound() {
        return Reply.Whole.text(404, "404 page not found\n");
    }
}
