package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.client.Subscription;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Key;

/// Requests of a controller on one resource.
final class LocalResource implements ResourceClient {
    private final Api api;
    private final ResourceName resource;
    private final String fieldManager;

    LocalResource(Api api, ResourceName resource, String fieldManager) {
        this.api = api;
        this.resource = resource;
        this.fieldManager = fieldManager;
    }

    private ResourceType type() {
        return api.types().preferred(resource.group(), resource.plural()).orElseThrow(() -> ApiException.of(404,
                "NotFound", "the server has no resource " + resource));
    }

    private Caller caller() {
        return Caller.component(fieldManager);
    }

    private Target target(ObjectNode object, String subresource) {
        ResourceType type = type();
        String namespace = type.namespaced() ? object.path("metadata").path("namespace").asText() : "";
        return new Target(type, namespace, object.path("metadata").path("name").asText(), subresource);
    }

    private static RequestBody body(String mediaType, ObjectNode object) {
        return new RequestBody(mediaType, Json.bytes(object));
    }

    private ObjectNode written(Answer answer) {
        return switch (answer) {
            case Answer.One(int _, var type, var stored) -> api.presentation().of(type, stored);
            case Answer.Unstored(int _, var _, var object) -> object;
            case Answer.Other(int _, var object) -> object;
            case Answer.Many _,Answer.Plain _ ->
                throw new IllegalStateException("A write was answered with " + answer);
        };
    }

    @Override
    public ResourceInfo info() {
        return type().info();
    }

    @Override
    public Optional<ObjectNode> find(String namespace, String name) {
        ResourceType type = type();
        return api.store().find(type.storage(), new Key(namespace, name))
                .map(stored -> api.presentation().of(type, stored));
    }

    @Override
    public List<ObjectNode> list(String namespace) {
        ResourceType type = type();
        List<ObjectNode> objects = new ArrayList<>();
        api.store().snapshot(type.storage()).visit(namespace, new Key("", ""), stored -> {
            objects.add(api.presentation().of(type, stored));
            return true;
        });
        return objects;
    }

    @Override
    public List<ObjectNode> ownedBy(String uid) {
        ResourceType type = type();
        return api.store().ownedBy(uid).stream().filter(ref -> ref.resource().equals(type.storage()))
                .flatMap(ref -> find(ref.namespace(), ref.name()).stream()).toList();
    }

    @Override
    public ObjectNode create(ObjectNode object) {
        return written(api.create(target(object, "").named(""), body("application/json", object), Parameters.NONE,
                caller()));
    }

    @Override
    public ObjectNode update(ObjectNode object) {
        String subresource = resource.equals(Namespaces.NAMESPACES) ? "finalize" : "";
        return written(api.operations().put(target(object, subresource), body("application/json", object),
                Parameters.NONE, caller()));
    }

    @Override
    public ObjectNode updateStatus(ObjectNode object) {
        return written(api.operations().put(target(object, "status"), body("application/json", object),
                Parameters.NONE, caller()));
    }

    @Override
    public Optional<ObjectNode> modify(String namespace, String name, UnaryOperator<ObjectNode> change) {
        return modify(namespace, name, change, this::update);
    }

    @Override
    public Optional<ObjectNode> modifyStatus(String namespace, String name, UnaryOperator<ObjectNode> change) {
        return modify(namespace, name, change, this::updateStatus);
    }

    private Optional<ObjectNode> modify(String namespace, String name, UnaryOperator<ObjectNode> change,
            UnaryOperator<ObjectNode> write) {
        while (true) {
            Optional<ObjectNode> live = find(namespace, name);
            if (live.isEmpty()) {
                return live;
            }
            ObjectNode changed = change.apply(live.get().deepCopy());
            if (changed.equals(live.get())) {
                return live;
            }
            try {
                return Optional.of(write.apply(changed));
            } catch (ApiException e) {
                if (e.code() == 404) {
                    return Optional.empty();
                }
                if (e.code() != 409) {
                    throw e;
                }
            }
        }
    }

    @Override
    public ObjectNode apply(ObjectNode object) {
        return written(api.operations().patch(target(object, ""), body(Patcher.APPLY_YAML, object),
                Parameters.of("fieldManager", fieldManager, "force", "true"), caller()));
    }

    @Override
    public boolean delete(String namespace, String name, DeleteOptions options) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        options.propagation().ifPresent(propagation -> body.put("propagationPolicy", switch (propagation) {
            case BACKGROUND -> "Background";
            case FOREGROUND -> "Foreground";
            case ORPHAN -> "Orphan";
        }));
        options.uid().ifPresent(uid -> body.withObjectProperty("preconditions").put("uid", uid));
        options.resourceVersion()
                .ifPresent(version -> body.withObjectProperty("preconditions").put("resourceVersion", version));
        options.gracePeriodSeconds().ifPresent(seconds -> body.put("gracePeriodSeconds", seconds));
        try {
            api.operations().delete(new Target(type(), namespace, name, ""), body("application/json", body),
                    Parameters.NONE, caller());
            return true;
        } catch (ApiException e) {
            if (e.code() == 404) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Subscription watch(Consumer<Change> listener) {
        return LocalWatch.of(api, type(), listener);
    }
}
