package dev.plumbline.rendering.kustomize.resource;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/// Chooses objects by group, version, kind, name, namespace (each a regular expression that must match the whole text;
/// empty matches anything), labels and annotations.
public final class Selector {
    private final ResId wanted;
    private final @Nullable Pattern group;
    private final @Nullable Pattern version;
    private final @Nullable Pattern kind;
    private final @Nullable Pattern name;
    private final @Nullable Pattern namespace;
    private final LabelSelector labels;
    private final LabelSelector annotations;

    /// @throws KustomizeProblem when an expression or a label selector cannot be read
    public Selector(ResId wanted, String labels, String annotations) {
        this.wanted = wanted;
        this.group = pattern(wanted.gvk().group());
        this.version = pattern(wanted.gvk().version());
        this.kind = pattern(wanted.gvk().kind());
        this.name = pattern(wanted.name());
        this.namespace = pattern(wanted.namespace());
        this.labels = LabelSelector.parse(labels);
        this.annotations = LabelSelector.parse(annotations);
    }

    /// Whether it names no id at all, only labels or annotations.
    public boolean hasNoId() {
        return wanted.equals(new ResId(Gvk.ANY, "", "", false));
    }

    public boolean hasNoLabels() {
        return labels.isEmpty() && annotations.isEmpty();
    }

    /// Whether an object matches by its original or current namespace and name, and its current kind and labels.
    public boolean selects(Resource resource) {
        ResId current = resource.id();
        ResId original = resource.originalId();
        return matches(namespace, original.effectiveNamespace(), current.effectiveNamespace())
                && matches(name, original.name(), current.name()) && selectsKind(current.gvk())
                && selectsLabels(resource);
    }

    /// Whether one id matches, as it is written.
    public boolean selects(ResId id) {
        return selectsKind(id.gvk()) && matches(name, id.name(), id.name())
                && matches(namespace, id.namespace(), id.namespace());
    }

    public boolean selectsLabels(Resource resource) {
        return labels.matches(resource.labels()) && annotations.matches(resource.annotations());
    }

    private boolean selectsKind(Gvk gvk) {
        return matches(group, gvk.group(), gvk.group()) && matches(version, gvk.version(), gvk.version())
                && matches(kind, gvk.kind(), gvk.kind());
    }

    private static boolean matches(@Nullable Pattern pattern, String one, String other) {
        return pattern == null || pattern.matcher(one).matches() || pattern.matcher(other).matches();
    }

    private static @Nullable Pattern pattern(String text) {
        try {
            return text.isEmpty() ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new KustomizeProblem("the selector \"" + text + "\" is not a regular expression: "
                    + e.getDescription());
        }
    }
}
