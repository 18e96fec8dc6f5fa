package dev.plumbline.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.json.Json;

/// Creates what a cluster begins with, where it is missing: namespaces, roles and their bindings.
final class Bootstrap {
    private static final String OBJECTS = "/dev/plumbline/kubernetes/bootstrap.json";

    private Bootstrap() {
    }

    static void run(ApiClient client) {
        try (InputStream in = Bootstrap.class.getResourceAsStream(OBJECTS)) {
            for (JsonNode group : Json.readOwn(in.readAllBytes())) {
                ResourceClient resource = client.resource(group.path("group").asText(),
                        group.path("resource").asText());
                for (JsonNode object : group.path("objects")) {
                    createIfMissing(resource, (ObjectNode) object);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bootstrap.json in the server's jar can't be read", e);
        }
    }

    private static void createIfMissing(ResourceClient resource, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText();
        String name = metadata.path("name").asText();
        if (resource.find(namespace, name).isEmpty()) {
            try {
                resource.create(object);
            } catch (ApiException e) {
                throw new IllegalStateException("bootstrap.json: " + name + " can't be created: " + e.getMessage(), e);
            }
        }
    }
}
