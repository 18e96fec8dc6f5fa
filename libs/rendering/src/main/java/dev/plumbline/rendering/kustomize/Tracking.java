package dev.plumbline.rendering.kustomize;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.source.SourcePaths;

/// The notes that `buildMetadata` asks for: where an object came from, what changed it, and that kustomize made it.
/// Like the real tool it writes them into annotations while building and removes in the end what was not asked for.
final class Tracking {
    private static final String ORIGIN = Resource.ORIGIN_ANNOTATION;
    private static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /// The version that a build of kustomize without a stamped version gives itself.
    private static final String MANAGER = "kustomize-(devel)";
    private static final String INTERNAL = "internal.config.kubernetes.io/";
    private static final Set<String> BUILD_ONLY = Set.of(INTERNAL + "previousKinds", INTERNAL + "previousNames",
            INTERNAL + "prefixes", INTERNAL + "suffixes", INTERNAL + "previousNamespaces",
            INTERNAL + "allowNameChange", INTERNAL + "allowKindChange", INTERNAL + "refBy",
            INTERNAL + "generatorBehavior", INTERNAL + "needsHashSuffix", INTERNAL + "path", INTERNAL + "index",
            INTERNAL + "seqindent", INTERNAL + "id", INTERNAL + "annotations-migration-resource-id",
            "config.kubernetes.io/path", "config.kubernetes.io/index", "config.k8s.io/id",
            INTERNAL + "helm-generated");
    private final List<String> options;
    private final String root;

    Tracking(List<String> options, String root) {
        this.options = List.copyOf(options);
        this.root = root;
    }

    /// Notes an object that was read from a file.
    void read(Resource resource, String file) {
        if (!options.isEmpty()) {
            annotate(resource, ORIGIN, "path: " + relative(file) + "\n");
        }
    }

    /// Notes an object that a generator of a kustomization file made.
    void generated(Resource resource, String plugin, String file) {
        if (!options.isEmpty() && !resource.annotations().containsKey(ORIGIN)) {
            annotate(resource, ORIGIN, configured(plugin, file));
        }
    }

    /// Notes what changed, or may have changed, an object.
    void transformed(Resource resource, String plugin, String file) {
        if (!options.isEmpty()) {
            note(resource, configured(plugin, file));
        }
    }

    /// What changes an object without an origin must have made it.
    private static void note(Resource resource, String configured) {
        if (resource.annotations().containsKey(ORIGIN)) {
            String earlier = resource.annotations().getOrDefault(TRANSFORMATIONS, "");
            annotate(resource, TRANSFORMATIONS, earlier + "- " + configured.strip().replace("\n", "\n  ") + "\n");
        } else {
            annotate(resource, ORIGIN, configured);
        }
    }

    /// Notes a transformation that an object in a file, or inline in a kustomization, configured.
    void transformedBy(Resource resource, Resource config) {
        if (!options.isEmpty()) {
            String name = "\n  name: " + config.name()
                    + (config.namespace().isEmpty() ? "" : "\n  namespace: " + config.namespace());
            note(resource, "configuredIn: " + relative(config.origin().file()) + "\nconfiguredBy:\n  apiVersion: "
                    + config.apiVersion() + "\n  kind: " + config.kind() + name + "\n");
        }
    }

    /// What happens to every object in the end: labels and annotations as the output shows them.
    void finish(Resource resource) {
        if (options.contains("managedByLabel")) {
            Map<String, String> labels = new TreeMap<>(resource.labels());
            labels.put(MANAGED_BY, MANAGER);
            resource.setLabels(labels);
        }
        Map<String, String> annotations = new TreeMap<>(resource.annotations());
        annotations.keySet().removeAll(BUILD_ONLY);
        if (!options.contains("originAnnotations")) {
            annotations.remove(ORIGIN);
        }
        if (!options.contains("transformerAnnotations")) {
            annotations.remove(TRANSFORMATIONS);
        }
        resource.setAnnotations(annotations);
    }

    private String configured(String plugin, String file) {
        return "configuredIn: " + relative(file) + "\nconfiguredBy:\n  apiVersion: builtin\n  kind: " + plugin + "\n";
    }

    private static void annotate(Resource resource, String key, String value) {
        Map<String, String> annotations = new TreeMap<>(resource.annotations());
        annotations.put(key, value);
        resource.setAnnotations(annotations);
    }

    /// A path of the tree as seen from the directory that is built.
    private String relative(String file) {
        Deque<String> up = new ArrayDeque<>();
        String from = root;
        while (!SourcePaths.isWithin(from, file)) {
            up.add("..");
            from = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
        }
        up.add(from.isEmpty() ? file : file.substring(from.length() + 1));
        return String.join("/", up);
    }
}
