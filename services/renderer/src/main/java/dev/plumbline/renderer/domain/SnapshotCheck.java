package dev.plumbline.renderer.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.ResourceId;

/// What a render's output must satisfy to become a snapshot, with the namespaces filled in. All that is wrong is said,
/// not only the first.
final class SnapshotCheck {
    private static final Pattern API_VERSION = Pattern
            .compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern NAME = Pattern.compile("[^/%\\s]+");
    /// The API server takes no request above 3 MiB, and whoever applies the manifest puts its marks into it. Twice this,
    /// before and after, fits into a record.
    private static final int MOST_BYTES = 3 * 1024 * 1024 - 4 * 1024;
    private static final int MOST_BYTES_PER_CHARACTER = 3;
    /// The marker lists every resource in one record.
    private static final int MOST_RESOURCES = 15_000;
    private static final String OWN_GROUP = "plumbline.dev";

    private final ApplicationSpec.Target target;
    private final Scopes scopes;
    private final List<RenderError> errors = new ArrayList<>();
    private final Map<ResourceId, RenderedObject> seen = new HashMap<>();

    private SnapshotCheck(ApplicationSpec.Target target, Scopes scopes) {
        this.target = target;
        this.scopes = scopes;
    }

    static Evaluation of(ApplicationSpec.Target target, List<RenderedObject> objects) {
        if (objects.size() > MOST_RESOURCES) {
            return new Evaluation.Failed(List.of(new RenderError("the source renders to " + objects.size()
                    + " resources, at most " + MOST_RESOURCES + " fit into one Application: divide it", null)));
        }
        SnapshotCheck check = new SnapshotCheck(target, Scopes.of(objects));
        List<SnapshotResource> resources = new ArrayList<>(objects.size());
        objects.forEach(object -> check.resource(object).ifPresent(resources::add));
        return check.errors.isEmpty() ? new Evaluation.Complete(resources) : new Evaluation.Failed(check.errors);
    }

    private Optional<SnapshotResource> resource(RenderedObject object) {
        ObjectNode manifest = object.manifest();
        String apiVersion = manifest.path("apiVersion").asText("");
        String kind = manifest.path("kind").asText("");
        String name = manifest.path("metadata").path("name").asText("");
        if (!API_VERSION.matcher(apiVersion).matches()) {
            return refuse(object, "apiVersion must look like apps/v1 or v1, is \"" + apiVersion + "\"");
        }
        if (!KIND.matcher(kind).matches()) {
            return refuse(object, "kind must look like Deployment, is \"" + kind + "\"");
        }
        if (!NAME.matcher(name).matches()) {
            return refuse(object, "metadata.name must be a name without '/', '%' and spaces, is \"" + name + "\"");
        }
        String group = ResourceId.groupOf(apiVersion);
        if (group.equals(OWN_GROUP)) {
            return refuse(object, kind + " is read from the fleet's path alone and is nothing to apply to a cluster:"
                    + " move it there");
        }
        if (isClearSecret(group, kind, manifest)) {
            return refuse(object, "a Secret in clear text must not be in Git: take its data and stringData out of"
                    + " the repository, replace the values that were there, and bring them to the cluster by other means,"
                    + " for instance an ExternalSecret");
        }
        if (carriesOwnMetadata(manifest)) {
            return refuse(object, "labels and annotations of plumbline.dev are set by Plumbline itself: remove them");
        }
        return placed(object, new ResourceId(group, kind, manifest.path("metadata").path("namespace").asText(""), name),
                apiVersion);
    }

    private Optional<SnapshotResource> placed(RenderedObject object, ResourceId written, String apiVersion) {
        boolean cluster = scopes.isClusterScoped(written.group(), written.kind());
        String namespace = cluster ? "" : written.namespace();
        if (!cluster && namespace.isEmpty()) {
            if (target.namespace() == null) {
                return refuse(object, "no namespace: write metadata.namespace, or target.namespace of the Application");
            }
            namespace = target.namespace();
        }
        ResourceId id = written.withNamespace(namespace);
        RenderedObject other = seen.putIfAbsent(id, object);
        if (other != null) {
            return refuse(object, "it is declared twice, also at "
                    + (other.source() == null ? "another place" : other.source()) + ": remove one of the two");
        }
        ObjectNode manifest = placed(object.manifest(), namespace);
        if (isTooLarge(manifest.toString())) {
            return refuse(object, "it is larger than 3 MiB, which no API server takes: divide it");
        }
        return Optional.of(new SnapshotResource(id, apiVersion, manifest, ManifestDigest.of(manifest),
                object.source()));
    }

    private static boolean isTooLarge(String json) {
        return json.length() > MOST_BYTES / MOST_BYTES_PER_CHARACTER
                && json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    private static ObjectNode placed(ObjectNode manifest, String namespace) {
        if (manifest.path("metadata").path("namespace").asText("").equals(namespace)
                && (!namespace.isEmpty() || !manifest.path("metadata").has("namespace"))) {
            return manifest;
        }
        ObjectNode copy = manifest.deepCopy();
        ObjectNode metadata = copy.withObjectProperty("metadata");
        if (namespace.isEmpty()) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", namespace);
        }
        return copy;
    }

    private static boolean isClearSecret(String group, String kind, ObjectNode manifest) {
        return group.isEmpty() && kind.equals("Secret")
                && (manifest.path("data").size() > 0 || manifest.path("stringData").size() > 0);
    }

    private static boolean carriesOwnMetadata(ObjectNode manifest) {
        JsonNode metadata = manifest.path("metadata");
        return metadata.path("annotations").has(Ownership.ANNOTATION)
                || metadata.path("annotations").has(Ownership.DIGEST_ANNOTATION)
                || metadata.path("labels").has(Ownership.APPLICATION_LABEL)
                || metadata.path("labels").has(Ownership.SHARD_LABEL);
    }

    private Optional<SnapshotResource> refuse(RenderedObject object, String why) {
        errors.add(new RenderError(object.display().strip() + ": " + why, object.source()));
        return Optional.empty();
    }
}
