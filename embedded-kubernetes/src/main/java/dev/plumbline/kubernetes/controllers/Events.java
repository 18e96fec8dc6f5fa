package dev.plumbline.kubernetes.controllers;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.ResourceClient;

/// Writes the Events by which a controller tells people what it did.
final class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);

    private final ResourceClient events;
    private final String component;

    Events(ApiClient client, String component) {
        this.events = client.resource("", "events");
        this.component = component;
    }

    void normal(ObjectNode about, String apiVersion, String kind, String reason, String message) {
        record(about, apiVersion, kind, "Normal", reason, message);
    }

    void warning(ObjectNode about, String apiVersion, String kind, String reason, String message) {
        record(about, apiVersion, kind, "Warning", reason, message);
    }

    private void record(ObjectNode about, String apiVersion, String kind, String type, String reason, String message) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("metadata").put("namespace", Objects.namespace(about))
                .put("name", Objects.name(about) + "." + Long.toHexString(System.nanoTime()));
        event.putObject("involvedObject").put("kind", kind).put("namespace", Objects.namespace(about))
                .put("name", Objects.name(about)).put("uid", Objects.uid(about)).put("apiVersion", apiVersion)
                .put("resourceVersion", about.path("metadata").path("resourceVersion").asText());
        String now = Objects.now();
        event.put("reason", reason).put("message", message).put("firstTimestamp", now).put("lastTimestamp", now)
                .put("count", 1).put("type", type).put("reportingComponent", component);
        event.putObject("source").put("component", component);
        try {
            events.create(event);
        } catch (ApiException e) {
            LOG.debugf("event not written resource=%s error=%s", Objects.name(about), e.getMessage());
        }
    }
}
