package dev.plumbline.kubernetes.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.User;
import dev.plumbline.kubernetes.json.Json;

/// Events as `audit.k8s.io/v1` writes them (`apiserver/pkg/apis/audit/v1`).
///
/// `requestObject` is what the client sent; a real server shows it with its defaults filled in.
final class EventJson {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final int MAX_USER_AGENT = 1024;

    private final AuditEvent event;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private EventJson(AuditEvent event) {
        this.event = event;
    }

    static byte[] list(List<AuditEvent> events) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", "EventList").put("apiVersion", "audit.k8s.io/v1").putObject("metadata");
        ArrayNode items = list.putArray("items");
        events.forEach(event -> items.add(of(event)));
        return Json.bytes(list);
    }

    static ObjectNode of(AuditEvent event) {
        return new EventJson(event).write();
    }

    private ObjectNode write() {
        Incoming request = event.request();
        Level level = event.recording().level();
        json.put("level", level.toString()).put("auditID", request.id()).put("stage", event.stage().toString())
                .put("requestURI", request.uri()).put("verb", request.attributes().verb());
        json.set("user", event.user().map(EventJson::user).orElseGet(JsonNodeFactory.instance::objectNode));
        event.acting().ifPresent(user -> json.set("impersonatedUser", user(user)));
        ArrayNode addresses = json.putArray("sourceIPs");
        request.addresses().forEach(addresses::add);
        if (!request.userAgent().isEmpty()) {
            json.put("userAgent", request.userAgent().length() > MAX_USER_AGENT
                    ? request.userAgent().substring(0, MAX_USER_AGENT) + "...TRUNCATED"
                    : request.userAgent());
        }
        boolean answered = !(event.outcome() instanceof Outcome.Pending);
        RequestObject sent = answered ? RequestObject.of(request) : RequestObject.NONE;
        if (request.attributes().isResource()) {
            json.set("objectRef", objectRef(request.attributes(), sent.metadata()));
        }
        responseStatus();
        if (level.covers(Level.REQUEST) && !sent.isEmpty()) {
            json.set("requestObject", shown(sent.value()));
        }
        if (level.covers(Level.REQUEST_RESPONSE) && event.outcome() instanceof Outcome.Answered answer) {
            new ResponseObject(answer).value().ifPresent(value -> json.set("responseObject", shown(value)));
        }
        json.put("requestReceivedTimestamp", micros(request.at())).put("stageTimestamp", micros(event.at()));
        if (!event.annotations().isEmpty()) {
            ObjectNode annotations = json.putObject("annotations");
            new TreeMap<>(event.annotations()).forEach(annotations::put);
        }
        return json;
    }

    private void responseStatus() {
        switch (event.outcome()) {
            case Outcome.Pending _ -> {
                return;
            }
            case Outcome.Streaming(int code) -> status().put("code", code);
            case Outcome.Panicked(String why) -> status().put("status", "Failure")
                    .put("message", "APIServer panic'd: " + why).put("reason", "InternalError").put("code", 500);
            case Outcome.Answered answered -> new ResponseObject(answered).copyStatus(status());
        }
    }

    private ObjectNode status() {
        ObjectNode status = json.putObject("responseStatus");
        status.putObject("metadata");
        return status;
    }

    private JsonNode shown(JsonNode value) {
        if (event.recording().omitManagedFields()) {
            omitManagedFields(value);
            value.path("items").forEach(EventJson::omitManagedFields);
            value.path("rows").forEach(row -> omitManagedFields(row.path("object")));
        }
        return value;
    }

    private static void omitManagedFields(JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
    }

    private static ObjectNode user(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "username", user.name());
        put(json, "uid", user.uid());
        if (!user.groups().isEmpty()) {
            ArrayNode groups = json.putArray("groups");
            user.groups().forEach(groups::add);
        }
        if (!user.extra().isEmpty()) {
            ObjectNode extra = json.putObject("extra");
            new TreeMap<>(user.extra()).forEach((key, values) -> values.forEach(extra.withArray(key)::add));
        }
        return json;
    }

    /// What the URL names; of a body that is an object of this resource, what the URL leaves open.
    private static ObjectNode objectRef(Attributes attributes, JsonNode metadata) {
        ObjectNode ref = JsonNodeFactory.instance.objectNode();
        put(ref, "resource", attributes.resource());
        put(ref, "namespace", either(attributes.namespace(), metadata.path("namespace")));
        put(ref, "name", either(attributes.name(), metadata.path("name")));
        put(ref, "uid", metadata.path("uid").asText());
        put(ref, "apiGroup", attributes.group());
        put(ref, "apiVersion", attributes.version());
        put(ref, "resourceVersion", metadata.path("resourceVersion").asText());
        put(ref, "subresource", attributes.subresource());
        return ref;
    }

    private static String either(String text, JsonNode otherwise) {
        return text.isEmpty() ? otherwise.asText() : text;
    }

    private static void put(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    private static String micros(Instant at) {
        return MICROS.format(at);
    }
}
