package dev.plumbline.applier.kubernetes;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;

import dev.plumbline.applier.domain.Cluster;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// A cluster behind a Kubernetes API.
public final class KubernetesCluster implements Cluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String APPLY_TYPE = "application/apply-patch+yaml";
    private static final String WRITER = "fieldManager=" + Ownership.FIELD_MANAGER;

    private final ApiServer server;
    private final Endpoints endpoints;
    private final BuiltInTypes types;

    /// @param patience how long one request may take, with all its retries
    public KubernetesCluster(KubernetesClient client, BuiltInTypes types, Duration patience,
            MeterRegistry metrics) {
        this.server = new ApiServer(client, patience, new RequestMeter(metrics));
        this.endpoints = new Endpoints(server::json);
        this.types = types;
    }

    @Override
    public Answer read(String apiVersion, ResourceId resource) throws InterruptedException {
        return at(endpoints.object(apiVersion, resource), "GET", "", JSON_TYPE, null);
    }

    @Override
    public Answer apply(ObjectNode manifest, ResourceId resource, ApplyMode mode) throws InterruptedException {
        String query = "?" + WRITER + "&force=true" + switch (mode) {
            case WRITE -> "";
            case DRY_RUN -> "&dryRun=All";
        };
        return at(endpoints.object(apiVersion(manifest), resource), "PATCH", query, APPLY_TYPE, manifest);
    }

    @Override
    public Answer create(ObjectNode manifest, ResourceId resource) throws InterruptedException {
        return at(endpoints.collection(apiVersion(manifest), resource), "POST", "?" + WRITER, JSON_TYPE, manifest);
    }

    @Override
    public Answer delete(String apiVersion, ResourceId resource, String uid, String resourceVersion)
            throws InterruptedException {
        ObjectNode options = JSON.createObjectNode().put("kind", "DeleteOptions").put("apiVersion", "v1")
                .put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", uid).put("resourceVersion", resourceVersion);
        Answer answer = at(endpoints.object(apiVersion, resource), "DELETE", "", JSON_TYPE, options);
        return answer instanceof Found found && found.object().path("metadata").path("finalizers").isEmpty()
                ? new Missing()
                : answer;
    }

    @Override
    public Schema schema(String apiVersion, String kind) {
        return types.schema(apiVersion, kind).orElse(Schema.DEDUCED);
    }

    private Answer at(Optional<String> path, String method, String query, String contentType, @Nullable JsonNode body)
            throws InterruptedException {
        return path.isEmpty() ? new Missing() : server.send(method, path.get() + query, contentType, body);
    }

    private static String apiVersion(ObjectNode manifest) {
        return manifest.path("apiVersion").asText();
    }
}
