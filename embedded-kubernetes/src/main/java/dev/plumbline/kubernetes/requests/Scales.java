package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.resources.BuiltinResources;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.resources.ResourceType.ScalePaths;
import dev.plumbline.kubernetes.store.Store;

/// The scale subresource of built-in and custom kinds.
public final class Scales {
    private final Store store;
    private final Presentation presentation;
    private final Writer writer;
    private final Tracking tracking;
    private final Bodies bodies;
    private final ResourceType scaleType;

    Scales(Store store, Presentation presentation, Writer writer, Tracking tracking, Bodies bodies) {
        this.store = store;
        this.presentation = presentation;
        this.writer = writer;
        this.tracking = tracking;
        this.bodies = bodies;
        this.scaleType = BuiltinResources.scale();
    }

    public Answer get(Target target) {
        return store.find(target.type().storage(), target.key())
                .map(stored -> new Answer.Other(200,
                        Scale.of(presentation.of(target.type(), stored), paths(target)).object()))
                .orElseThrow(target::notFound);
    }

    public Answer put(Target target, RequestBody body, Parameters parameters, Caller caller) {
        parameters.checkWrite("UpdateOptions");
        ObjectNode sent = Presentation.inFront(scaleType,
                bodies.decode(scaleType, body, FieldValidation.of(parameters), caller));
        Operations.checkName(target, sent);
        Operations.checkNamespace(target, sent);
        return write(target, parameters, caller, scale -> changed(target, scale, sent, parameters, caller));
    }

    public Answer patch(Target target, RequestBody body, Parameters parameters, Caller caller) {
        boolean isApply = body.mediaType().equals(Patcher.APPLY_YAML);
        parameters.checkPatch(isApply);
        if (isApply) {
            return apply(target, body, parameters, caller);
        }
        Patcher.Patch patch = Patcher.read(scaleType, body);
        FieldValidation validation = FieldValidation.of(parameters);
        return write(target, parameters, caller, scale -> changed(target, scale,
                Patcher.patched(bodies, scaleType, scale.object(), patch, validation, caller), parameters, caller));
    }

    private Answer apply(Target target, RequestBody body, Parameters parameters, Caller caller) {
        ApplyConfig config = ApplyConfig.read(body);
        config.check("autoscaling/v1", "Scale");
        Operations.checkName(target, config.object());
        Operations.checkNamespace(target, config.object());
        return write(target, parameters, caller, scale -> {
            ObjectNode applied = tracking.applyScale(target.type(), scale, config.object(),
                    parameters.text("fieldManager"), parameters.flag("force"));
            check(target, applied);
            return tracking.parentOfApplied(target.type(), scale, applied, scale.parentWith(applied));
        });
    }

    private ObjectNode changed(Target target, Scale scale, ObjectNode newScale, Parameters parameters,
            Caller caller) {
        check(target, newScale);
        String manager = FieldManagerName.of(parameters.text("fieldManager"), caller.userAgent());
        return tracking.updateScale(target.type(), scale, newScale, scale.parentWith(newScale), manager);
    }

    private static void check(Target target, ObjectNode scale) {
        int replicas = scale.path("spec").path("replicas").asInt();
        if (replicas < 0) {
            throw ApiException.invalid("autoscaling", "Scale", target.name(), List.of(Cause.invalid("spec.replicas",
                    replicas, "must be greater than or equal to 0")));
        }
    }

    /// Computes the new parent from the Scale of the live one.
    @FunctionalInterface
    private interface Change {
        ObjectNode parentFor(Scale scale);
    }

    private Answer write(Target target, Parameters parameters, Caller caller, Change change) {
        ScalePaths paths = paths(target);
        Target parent = new Target(target.type(), target.namespace(), target.name(), "");
        Written written = writer.update(parent, (@Nullable ObjectNode live) -> {
            if (live == null) {
                throw target.notFound();
            }
            return change.parentFor(Scale.of(live, paths));
        }, caller, parameters.dryRun());
        return new Answer.Other(200, Scale.of(written.object(presentation, target.type()), paths).object());
    }

    private static ScalePaths paths(Target target) {
        return Objects.requireNonNull(target.type().traits().scale(), "a kind with a scale subresource has paths");
    }
}
