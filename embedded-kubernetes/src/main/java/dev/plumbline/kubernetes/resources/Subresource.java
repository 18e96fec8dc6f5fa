package dev.plumbline.kubernetes.resources;

import java.util.List;

/// A subresource as discovery shows it; group and version are those of its kind.
public record Subresource(String name, String group, String version, String kind, List<String> verbs) {
    public Subresource {
        verbs = List.copyOf(verbs);
    }
}
