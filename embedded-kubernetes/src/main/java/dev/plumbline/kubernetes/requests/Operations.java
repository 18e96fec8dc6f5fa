package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Status;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Stored;

/// The verbs on resources and their status: what a PUT, PATCH or DELETE of any kind means.
public final class Operations {
    private final Reader reader;
    private final Writer writer;
    private final Deleter deleter;
    private final Bodies bodies;
    private final Tracking tracking;

    Operations(Reader reader, Writer writer, Deleter deleter, Bodies bodies, Tracking tracking) {
        this.reader = reader;
        this.writer = writer;
        this.deleter = deleter;
        this.bodies = bodies;
        this.tracking = tracking;
    }

    public Answer get(Target target, Parameters parameters) {
        return new Answer.One(200, target.type(), reader.get(target, parameters));
    }

    public Answer list(Target target, Parameters parameters) {
        return new Answer.Many(target.type(), reader.list(target, parameters));
    }

    public Answer create(Target target, RequestBody body, Parameters parameters, Caller caller) {
        parameters.checkWrite("CreateOptions");
        ObjectNode decoded = bodies.decode(target.type(), body, FieldValidation.of(parameters), caller);
        checkNamespace(target, decoded);
        Target named = target.named(decoded.path("metadata").path("name").asText());
        ((ObjectNode) decoded.path("metadata"))
                .remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
        return writer.create(named, tracked(named, null, decoded, parameters, caller), caller, parameters.dryRun())
                .answer(target.type());
    }

    public Answer put(Target target, RequestBody body, Parameters parameters, Caller caller) {
        parameters.checkWrite("UpdateOptions");
        ObjectNode decoded = Presentation.inFront(target.type(),
                bodies.decode(target.type(), body, FieldValidation.of(parameters), caller));
        checkName(target, decoded);
        checkNamespace(target, decoded);
        Written written = writer.update(target, live -> {
            if (live == null) {
                if (!target.type().strategy().createsOnUpdate() || !target.subresource().isEmpty()) {
                    throw target.notFound();
                }
                caller.checkMayCreate(target);
            } else {
                checkUid(target, decoded, live);
            }
            return tracked(target, live, decoded, parameters, caller);
        }, caller, parameters.dryRun());
        return written.answer(target.type());
    }

    public Answer patch(Target target, RequestBody body, Parameters parameters, Caller caller) {
        boolean isApply = body.mediaType().equals(Patcher.APPLY_YAML);
        parameters.checkPatch(isApply);
        if (isApply) {
            return apply(target, body, parameters, caller);
        }
        Patcher.Patch patch = Patcher.read(target.type(), body);
        FieldValidation validation = FieldValidation.of(parameters);
        Written written = writer.update(target, live -> {
            if (live == null) {
                throw target.notFound();
            }
            ObjectNode patched = Patcher.patched(bodies, target.type(), live, patch, validation, caller);
            checkName(target, patched);
            checkNamespace(target, patched);
            return tracked(target, live, patched, parameters, caller);
        }, caller, parameters.dryRun());
        return written.answer(target.type());
    }

    private Answer apply(Target target, RequestBody body, Parameters parameters, Caller caller) {
        ApplyConfig config = ApplyConfig.read(body);
        config.check(target.type().apiVersion(), target.type().kind());
        checkName(target, config.object());
        checkNamespace(target, config.object());
        ObjectNode applied = config.object();
        boolean force = parameters.flag("force");
        Written written = writer.update(target, live -> {
            if (live == null) {
                checkCreatable(target, applied, caller);
            }
            ObjectNode merged = tracking.apply(target, live, applied, parameters.text("fieldManager"), force);
            return live == null ? bodies.withoutStatus(target.type(), merged) : merged;
        }, caller, parameters.dryRun());
        config.report(FieldValidation.of(parameters), caller);
        return written.answer(target.type());
    }

    private static void checkCreatable(Target target, ObjectNode applied, Caller caller) {
        if (!target.subresource().isEmpty()) {
            throw target.notFound();
        }
        caller.checkMayCreate(target);
        String uid = applied.path("metadata").path("uid").asText();
        if (!uid.isEmpty()) {
            throw target.conflict("uid mismatch: the provided object specified uid " + uid
                    + ", and no existing object was found");
        }
    }

    public Answer delete(Target target, RequestBody body, Parameters parameters, Caller caller) {
        DeleteRequest request = DeleteRequest.of(body, parameters);
        if (request.options().propagation().isEmpty()) {
            target.type().strategy().deletionWarnings().forEach(caller::warn);
        }
        Deleter.Deletion deletion = deleter.delete(target, request.options(), request.dryRun());
        ResourceType type = target.type();
        return switch (deletion) {
            case Deleter.Deletion.Pending(ObjectNode object) ->
                new Answer.Unstored(request.accepted() ? 202 : 200, type, object);
            case Deleter.Deletion.Done(ObjectNode object) -> type.traits().returnsDeleted()
                    ? new Answer.Unstored(200, type, object)
                    : new Answer.Plain(Status.deleted(type.group(), type.plural(), target.name(),
                            object.path("metadata").path("uid").asText()));
        };
    }

    /// Deletes what a list with the same parameters would show, and answers with it.
    public Answer deleteCollection(Target target, RequestBody body, Parameters parameters) {
        DeleteRequest request = DeleteRequest.of(body, parameters);
        Page page = reader.list(target, parameters);
        List<Stored> items = new ArrayList<>();
        for (Stored stored : page.items()) {
            Target one = new Target(target.type(), stored.key().namespace(), stored.key().name(), "");
            try {
                deleter.delete(one, request.options(), request.dryRun());
                items.add(stored);
            } catch (ApiException e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return new Answer.Many(target.type(), new Page(items, page.version(), page.continueToken(), page.remaining()));
    }

    private ObjectNode tracked(Target target, @Nullable ObjectNode live, ObjectNode decoded, Parameters parameters,
            Caller caller) {
        ObjectNode whole = Presentation.inFront(target.type(), decoded);
        String manager = FieldManagerName.of(parameters.text("fieldManager"), caller.userAgent());
        ObjectNode tracked = tracking.update(target, live, whole, manager);
        return live == null ? bodies.withoutStatus(target.type(), tracked) : tracked;
    }

    static void checkName(Target target, ObjectNode object) {
        String name = object.path("metadata").path("name").asText();
        if (name.isEmpty()) {
            throw ApiException.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(target.name())) {
            throw ApiException.badRequest("the name of the object (" + name + ") does not match the name on the URL ("
                    + target.name() + ")");
        }
    }

    static void checkNamespace(Target target, ObjectNode object) {
        String namespace = object.path("metadata").path("namespace").asText();
        if (target.type().namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiException.badRequest("the namespace of the provided object does not match the namespace sent on "
                    + "the request");
        }
    }

    private static void checkUid(Target target, ObjectNode object, ObjectNode live) {
        JsonNode sent = object.path("metadata").path("uid");
        JsonNode actual = live.path("metadata").path("uid");
        if (!sent.asText().isEmpty() && !sent.equals(actual)) {
            ResourceType type = target.type();
            String key = "/registry/" + (type.group().isEmpty() || type.group().endsWith(".k8s.io")
                    || !type.group().contains(".") ? "" : type.group() + "/") + type.plural() + "/"
                    + (target.namespace().isEmpty() ? "" : target.namespace() + "/") + target.name();
            throw target.conflict("StorageError: invalid object, Code: 4, Key: " + key
                    + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                    + sent.asText() + ", UID in object meta: " + actual.asText());
        }
    }
}
