package dev.plumbline.differ.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ResourceId;

/// Manifests, specs and stamps of the tests' one Application.
final class Samples {
    static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
    static final ResourceId SETTINGS = new ResourceId("", "ConfigMap", "shop", "settings");

    private Samples() {
    }

    /// A world that is as its first commit declares it; what was said on the way there is forgotten.
    static World synced(World world) {
        return begun(world, spec());
    }

    /// As [#synced], where drift is only reported.
    static World reporting(World world, IgnoreRule... ignore) {
        return begun(world, spec(DriftPolicy.REPORT, ignore));
    }

    private static World begun(World world, ApplicationSpec spec) {
        return world.declares(spec).commits("c1", deployment("web", 3), configMap("settings", "1")).settles()
                .forgetsWhatWasSaid();
    }

    static void scale(ObjectNode object, int replicas) {
        object.withObjectProperty("spec").put("replicas", replicas);
    }

    static ApplicationSpec spec() {
        return spec(DriftPolicy.CORRECT);
    }

    static ApplicationSpec spec(DriftPolicy policy, IgnoreRule... ignore) {
        return new ApplicationSpec("default",
                new ApplicationSpec.Source("https://git.example.com/shop.git", "main", "prod", null),
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.DETECT, Map.of()),
                new ApplicationSpec.Target("local", "shop", false),
                new ApplicationSpec.Sync(SyncMode.AUTO, true, false, OnRemoval.ORPHAN, 3),
                new ApplicationSpec.Drift(policy, List.of(ignore)));
    }

    static ApplicationSpec with(ApplicationSpec spec, ApplicationSpec.Sync sync) {
        return new ApplicationSpec(spec.project(), spec.source(), spec.render(), spec.target(), sync, spec.drift());
    }

    static ApplicationSpec from(ApplicationSpec spec, String repository) {
        return new ApplicationSpec(spec.project(),
                new ApplicationSpec.Source(repository, "main", "prod", null), spec.render(), spec.target(),
                spec.sync(), spec.drift());
    }

    static ApplicationSpec creatingNamespace(ApplicationSpec spec) {
        return new ApplicationSpec(spec.project(), spec.source(), spec.render(),
                new ApplicationSpec.Target("local", "shop", true), spec.sync(), spec.drift());
    }

    static Provenance provenance(String commit) {
        return new Provenance(commit, new Person("Ana", "ana@example.com"), "reason of " + commit, Instant.EPOCH);
    }

    static ObjectNode deployment(String name, int replicas) {
        ObjectNode manifest = object("apps/v1", "Deployment", name);
        ObjectNode spec = manifest.putObject("spec");
        spec.put("replicas", replicas);
        spec.putObject("selector").putObject("matchLabels").put("app", name);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", name);
        template.putObject("spec").putArray("containers").addObject().put("name", "web").put("image", "web:1");
        return manifest;
    }

    static ObjectNode configMap(String name, String value) {
        ObjectNode manifest = object("v1", "ConfigMap", name);
        manifest.putObject("data").put("a", value);
        return manifest;
    }

    static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("apiVersion", apiVersion).put("kind", kind);
        manifest.putObject("metadata").put("name", name).put("namespace", "shop");
        return manifest;
    }

    static ObjectNode stamped(PlannedOperation operation) {
        ObjectNode object = Objects.requireNonNull(operation.manifest()).deepCopy();
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.withObjectProperty("labels").put(Ownership.APPLICATION_LABEL, operation.application());
        metadata.withObjectProperty("annotations")
                .put(Ownership.ANNOTATION,
                        new Ownership("plumbline", operation.application(), operation.resource()).annotation())
                .put(Ownership.DIGEST_ANNOTATION, operation.digest());
        return object;
    }

    /// What an applier does not own: names, and what the server writes.
    static ObjectNode withoutIdentity(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("apiVersion", "kind", "status"));
        copy.withObjectProperty("metadata")
                .remove(List.of("name", "namespace", "uid", "resourceVersion", "managedFields", "generation"));
        return copy;
    }

    static ObjectNode managed(String manager, String operation, Instant time, FieldSet fields) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", manager).put("operation", operation).put("time", time.toString());
        entry.set("fieldsV1", fields.toFieldsV1());
        return entry;
    }
}
