package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// One object of a build, with what kustomize remembers of it: the ids it had before each renaming, the prefixes and
/// suffixes it got, how it was generated. The real tool keeps these in annotations that it removes in the end.
public final class Resource {
    /// The annotation in which the origin of an object is noted while it is built.
    public static final String ORIGIN_ANNOTATION = "config.kubernetes.io/origin";
    private final SourcePosition origin;
    private Mapping root;
    private boolean deleted;
    private List<ResId> previousIds = List.of();
    private List<String> prefixes = List.of();
    private List<String> suffixes = List.of();
    private List<String> variables = List.of();
    private GeneratorBehavior behavior = GeneratorBehavior.UNSPECIFIED;
    private boolean hashed;

    public Resource(Mapping root, SourcePosition origin) {
        this.root = root;
        this.origin = origin;
    }

    /// Where it was read from or, when generated, where its generator stands.
    public SourcePosition origin() {
        return origin;
    }

    public Mapping root() {
        return root;
    }

    public void replaceRoot(Mapping newRoot) {
        root = newRoot;
    }

    /// Marks the object as removed by a patch.
    public void delete() {
        deleted = true;
    }

    public boolean isGone() {
        return deleted || root.isEmpty();
    }

    public String apiVersion() {
        return Node.text(root.get("apiVersion"));
    }

    public String kind() {
        return Node.text(root.get("kind"));
    }

    public String name() {
        return metadataText("name");
    }

    public String namespace() {
        return metadataText("namespace");
    }

    public Gvk gvk() {
        return Gvk.of(apiVersion(), kind());
    }

    /// Its id as it stands now.
    public ResId id() {
        Gvk gvk = gvk();
        return new ResId(gvk, name(), namespace(), KnownKinds.isClusterScoped(gvk));
    }

    /// @throws KustomizeProblem when it has no kind or no name
    public void requireIdentity() {
        if (kind().isEmpty() || name().isEmpty()) {
            throw new KustomizeProblem("missing " + (kind().isEmpty()
                    ? "kind in object " + name()
                    : "metadata.name in object of kind " + kind()), origin);
        }
    }

    /// Its id when it was read.
    public ResId originalId() {
        return previousIds.isEmpty() ? id() : previousIds.getFirst();
    }

    /// The ids it had before each renaming, oldest first; group and version are always those of now.
    public List<ResId> previousIds() {
        return previousIds;
    }

    /// Remembers the id of now, before a change of it.
    ///
    /// @throws KustomizeProblem when a patch has taken away its kind or name
    public void rememberId() {
        requireIdentity();
        ResId id = id();
        previousIds = appended(previousIds,
                new ResId(id.gvk(), id.name(), id.effectiveNamespace(), false));
    }

    public List<String> prefixes() {
        return prefixes;
    }

    public void addPrefix(String prefix) {
        prefixes = prefix.isEmpty() ? prefixes : appended(prefixes, prefix);
    }

    public List<String> suffixes() {
        return suffixes;
    }

    public void addSuffix(String suffix) {
        suffixes = suffix.isEmpty() ? suffixes : appended(suffixes, suffix);
    }

    /// The names of the vars that take their value from this object.
    public List<String> variables() {
        return variables;
    }

    public void addVariable(String name) {
        variables = appended(variables, name);
    }

    public GeneratorBehavior behavior() {
        return behavior;
    }

    public void setBehavior(GeneratorBehavior newBehavior) {
        behavior = newBehavior;
    }

    /// Whether the name gets a hash of the content in the end.
    public boolean isHashed() {
        return hashed;
    }

    public void setHashed(boolean newHashed) {
        hashed = newHashed;
    }

    public void setKind(String kind) {
        root.set("kind", Scalar.untyped(kind));
    }

    public void setApiVersion(String apiVersion) {
        root.set("apiVersion", Scalar.untyped(apiVersion));
    }

    public void setName(String name) {
        metadata().set("name", Scalar.untyped(name));
    }

    /// Sets or, with an empty text, removes the namespace.
    public void setNamespace(String namespace) {
        if (namespace.isEmpty()) {
            Mapping metadata = root.mapping("metadata");
            if (metadata != null) {
                metadata.remove("namespace");
            }
        } else {
            metadata().set("namespace", Scalar.untyped(namespace));
        }
    }

    public Map<String, String> labels() {
        return texts("labels");
    }

    public Map<String, String> annotations() {
        return texts("annotations");
    }

    public void setLabels(Map<String, String> labels) {
        setTexts("labels", labels);
    }

    public void setAnnotations(Map<String, String> annotations) {
        setTexts("annotations", annotations);
    }

    /// The value of `data` or `binaryData`, each entry as its text.
    public SortedMap<String, String> texts(@Nullable Node mapping) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (mapping instanceof Mapping entries) {
            for (Mapping.Entry entry : entries.entries()) {
                texts.putIfAbsent(entry.name(), Node.isNull(entry.value()) ? "" : Node.text(entry.value()));
            }
        }
        return texts;
    }

    /// Takes name, namespace, and what kustomize remembers from an object that this one replaces, and merges its labels
    /// and annotations below its own.
    public void takeMetadataOf(Resource replaced) {
        setLabels(merged(replaced.labels(), labels()));
        setAnnotations(merged(replaced.annotations(), annotations()));
        setName(replaced.name());
        setNamespace(replaced.namespace());
        previousIds = replaced.previousIds;
        prefixes = replaced.prefixes;
        suffixes = replaced.suffixes;
        variables = replaced.variables;
        behavior = replaced.behavior;
        hashed = hashed && replaced.hashed;
    }

    public Resource copy() {
        Resource copy = new Resource(root.copy(), origin);
        copy.previousIds = previousIds;
        copy.prefixes = prefixes;
        copy.suffixes = suffixes;
        copy.variables = variables;
        copy.behavior = behavior;
        copy.hashed = hashed;
        return copy;
    }

    /// The list that a top-level field holds, where it holds one.
    public Optional<Sequence> list(String field) {
        return root.get(field) instanceof Sequence sequence ? Optional.of(sequence) : Optional.empty();
    }

    /// How a message names it that has its place already: `Deployment shop/web`.
    public String title() {
        String namespace = namespace();
        return kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name();
    }

    /// How other messages name it: `Deployment shop/web (overlays/prod/web.yaml:14)`.
    @Override
    public String toString() {
        return title() + " (" + (origin.line() > 0 ? origin.toString() : origin.file()) + ")";
    }

    private Mapping metadata() {
        Mapping metadata = root.mapping("metadata");
        if (metadata == null) {
            metadata = new Mapping();
            root.set("metadata", metadata);
        }
        return metadata;
    }

    private String metadataText(String field) {
        Mapping metadata = root.mapping("metadata");
        return metadata == null ? "" : metadata.text(field);
    }

    private Map<String, String> texts(String field) {
        Mapping metadata = root.mapping("metadata");
        Map<String, String> texts = new LinkedHashMap<>();
        if (metadata != null && metadata.get(field) instanceof Mapping entries) {
            for (Mapping.Entry entry : entries.entries()) {
                texts.put(entry.name(), Node.text(entry.value()));
            }
        }
        return texts;
    }

    private void setTexts(String field, Map<String, String> texts) {
        Mapping metadata = metadata();
        metadata.remove(field);
        if (texts.isEmpty()) {
            return;
        }
        Mapping entries = new Mapping();
        texts.forEach((key, value) -> entries.set(key, Scalar.string(value)));
        metadata.set(field, entries);
    }

    private static Map<String, String> merged(Map<String, String> below, Map<String, String> above) {
        Map<String, String> merged = new TreeMap<>(below);
        merged.putAll(above);
        return merged;
    }

    private static <T> List<T> appended(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }
}
