package dev.plumbline.kubernetes.crd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.Subscription;
import dev.plumbline.kubernetes.requests.Api;
import dev.plumbline.kubernetes.requests.Deleter;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.typed.TypeTable;
import dev.plumbline.kubernetes.typed.TypedDecoder;

/// Serves what the stored CustomResourceDefinitions declare, keeps their status, and removes custom resources with
/// their definition.
///
/// A definition is served before its condition Established is written: who has read the condition can use it.
public final class CustomResources implements AutoCloseable {
    private static final String MANAGER = "kube-apiserver";

    private final Api api;
    private final ResourceClient definitions;
    private final TypedDecoder metadata = TypeTable.builtin().decoder("meta.v1.ObjectMeta");
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final ApiClient client;
    private Subscription subscription = () -> {
    };

    /// What is served for one definition, as long as its spec stays the same.
    private record Served(Definition definition, List<ResourceType> types) {
    }

    private CustomResources(Api api) {
        this.api = api;
        this.client = api.client(MANAGER);
        this.definitions = client.resource("apiextensions.k8s.io", "customresourcedefinitions");
    }

    /// Serves what is stored, then follows changes.
    public static CustomResources start(Api api) {
        CustomResources resources = new CustomResources(api);
        resources.definitions.list("").forEach(object -> {
            Definition definition = new Definition(object);
            if (definition.isEstablished()) {
                resources.serve(definition);
            }
        });
        resources.publish();
        resources.subscription = resources.definitions.watch(resources::changed);
        return resources;
    }

    /// The OpenAPI v3 documents of what is served, by `apis/GROUP/VERSION`.
    public Map<String, ObjectNode> documents() {
        Map<String, ObjectNode> documents = new HashMap<>();
        served.values().forEach(entry -> entry.types().forEach(type -> CustomDocuments.add(documents, type)));
        return documents;
    }

    private void changed(Change change) {
        Definition definition = new Definition(change.object());
        if (change.type() == Change.Type.DELETED) {
            served.remove(definition.name());
            publish();
            reconsider(definition.group());
            return;
        }
        if (definition.isDeleting()) {
            cleanUp(definition);
            return;
        }
        consider(definition);
    }

    private void consider(Definition definition) {
        Naming naming = Naming.of(definition, definitions.list("").stream().map(Definition::new).toList());
        if (naming.isAccepted() || definition.isEstablished()) {
            serve(definition);
            publish();
        }
        writeStatus(definition, naming);
    }

    private void serve(Definition definition) {
        Served known = served.get(definition.name());
        if (known == null || !known.definition().spec().equals(definition.spec())) {
            served.put(definition.name(), new Served(definition, definition.types(metadata)));
        }
    }

    private void publish() {
        List<ResourceType> all = new ArrayList<>();
        served.values().forEach(entry -> all.addAll(entry.types()));
        api.types().setCustom(all);
    }

    /// Names that were taken may be free again.
    private void reconsider(String group) {
        for (ObjectNode object : definitions.list("")) {
            Definition other = new Definition(object);
            if (other.group().equals(group) && !other.isDeleting()
                    && !other.names().equals(object.path("status").path("acceptedNames"))) {
                consider(other);
            }
        }
    }

    private void writeStatus(Definition definition, Naming naming) {
        definitions.modifyStatus("", definition.name(), object -> {
            Definition current = new Definition(object);
            if (current.isDeleting()) {
                return object;
            }
            ObjectNode status = object.withObjectProperty("status");
            status.set("acceptedNames", naming.accepted());
            if (!(status.get("conditions") instanceof ArrayNode)) {
                status.putArray("conditions");
            }
            ArrayNode conditions = (ArrayNode) status.path("conditions");
            if (naming.isAccepted()) {
                set(conditions, "NamesAccepted", "True", "NoConflicts", "no conflicts found");
                set(conditions, "Established", "True", "InitialNamesAccepted",
                        "the initial names have been accepted");
            } else {
                set(conditions, "NamesAccepted", "False", naming.conflict(), naming.message());
                if (!current.isEstablished()) {
                    set(conditions, "Established", "False", "NotAccepted", "not all names are accepted");
                }
            }
            approved(current, conditions);
            return object;
        });
    }

    private static void approved(Definition definition, ArrayNode conditions) {
        String type = "KubernetesAPIApprovalPolicyConformant";
        String annotation = Approval.annotation(definition.object());
        switch (Approval.of(definition)) {
            case APPROVED -> set(conditions, type, "True", "ApprovedAnnotation", "approved in " + annotation);
            case BYPASSED -> set(conditions, type, "False", "UnapprovedAnnotation",
                    "not approved: \"" + annotation + "\"");
            case NOT_NEEDED, MISSING, INVALID -> {
            }
        }
    }

    private static void set(ArrayNode conditions, String type, String status, String reason, String message) {
        ObjectNode condition = JsonNodeFactory.instance.objectNode();
        for (JsonNode existing : conditions) {
            if (existing.path("type").asText().equals(type)) {
                condition = (ObjectNode) existing;
            }
        }
        boolean isNew = condition.isEmpty();
        boolean same = condition.path("status").asText().equals(status);
        condition.put("type", type).put("status", status);
        if (!same) {
            condition.put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        condition.put("reason", reason).put("message", message);
        if (isNew) {
            conditions.add(condition);
        }
    }

    /// Deletes the custom resources, then lets the definition go.
    private void cleanUp(Definition definition) {
        if (served.containsKey(definition.name())) {
            ResourceClient resources = client.resource(definition.group(), definition.plural());
            for (ObjectNode object : resources.list("")) {
                JsonNode objectMetadata = object.path("metadata");
                resources.delete(objectMetadata.path("namespace").asText(), objectMetadata.path("name").asText(),
                        DeleteOptions.DEFAULT);
            }
            if (api.store().count(definition.resource()) > 0) {
                retryWhenOneGoes(definition, resources);
                return;
            }
        }
        definitions.modify("", definition.name(), object -> {
            ArrayNode rest = JsonNodeFactory.instance.arrayNode();
            object.path("metadata").path("finalizers").forEach(finalizer -> {
                if (!finalizer.asText().equals(Deleter.CLEANUP)) {
                    rest.add(finalizer);
                }
            });
            ((ObjectNode) object.path("metadata")).set("finalizers", rest);
            return object;
        });
    }

    /// Custom resources with finalizers stay for a while: once the last one goes, so does the definition.
    private void retryWhenOneGoes(Definition definition, ResourceClient resources) {
        Subscription[] waiting = new Subscription[1];
        waiting[0] = resources.watch(change -> {
            if (change.type() == Change.Type.DELETED && api.store().count(definition.resource()) == 0) {
                waiting[0].close();
                cleanUp(definition);
            }
        });
    }

    @Override
    public void close() {
        subscription.close();
    }
}
