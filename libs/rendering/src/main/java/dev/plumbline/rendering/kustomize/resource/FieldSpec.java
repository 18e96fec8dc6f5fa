package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayList;
import java.util.List;

/// Where a transformation reaches into objects of some kinds: kustomize's own notion of a field path, in which lists
/// are stepped over without being named, `\/` stands for a slash inside a key, and `[]` insists on a list.
///
/// @param create whether missing fields on the way are made
public record FieldSpec(Gvk gvk, List<String> path, boolean create) {

    public FieldSpec {
        path = List.copyOf(path);
    }

    public static FieldSpec of(Gvk gvk, String path, boolean create) {
        return new FieldSpec(gvk, split(path, '/'), create);
    }

    /// The path as kustomize writes it.
    public String pathText() {
        return String.join("/", path);
    }

    boolean coversSameAs(FieldSpec other) {
        return gvk.isSelectedBy(other.gvk) && path.equals(other.path);
    }

    /// Splits at a delimiter that no backslash precedes; one leading delimiter is allowed.
    public static List<String> split(String path, char delimiter) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int from = path.length() > 1 && path.charAt(0) == delimiter ? 1 : 0;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != delimiter) {
                part.append(c);
            } else if (!part.isEmpty() && part.charAt(part.length() - 1) == '\\') {
                part.setCharAt(part.length() - 1, delimiter);
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
