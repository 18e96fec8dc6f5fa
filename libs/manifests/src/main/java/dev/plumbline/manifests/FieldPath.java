package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/// Where a field is inside an object, from its root.
///
/// Shown to people like a JSON pointer (RFC 6901, with its escapes `~0` and `~1`): `/spec/replicas`; items of keyed
/// lists as `/spec/containers[name=web]/image`, set items as `/metadata/finalizers[="x"]`, indexes as `/args/0`.
public record FieldPath(List<PathElement> elements) implements Comparable<FieldPath> {
    /// The whole object; its text is empty.
    public static final FieldPath ROOT = new FieldPath(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public FieldPath {
        elements = List.copyOf(elements);
    }

    /// A path through maps only: `of("spec", "replicas")`.
    public static FieldPath of(String... fields) {
        List<PathElement> elements = new ArrayList<>(fields.length);
        for (String field : fields) {
            elements.add(new PathElement.Field(field));
        }
        return new FieldPath(elements);
    }

    /// Reads what [#toString()] writes; whole numbers between slashes are indexes.
    ///
    /// @throws IllegalArgumentException if the text is no path
    public static FieldPath parse(String text) {
        return new FieldPathParser(text).parse();
    }

    public FieldPath child(PathElement element) {
        List<PathElement> longer = new ArrayList<>(elements.size() + 1);
        longer.addAll(elements);
        longer.add(element);
        return new FieldPath(longer);
    }

    public FieldPath field(String name) {
        return child(new PathElement.Field(name));
    }

    public boolean isRoot() {
        return elements.isEmpty();
    }

    /// Whether this path is `prefix` or lies below it.
    public boolean startsWith(FieldPath prefix) {
        return elements.size() >= prefix.elements.size()
                && elements.subList(0, prefix.elements.size()).equals(prefix.elements);
    }

    @Override
    public int compareTo(FieldPath other) {
        int shared = Math.min(elements.size(), other.elements.size());
        for (int i = 0; i < shared; i++) {
            int order = elements.get(i).compareTo(other.elements.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(elements.size(), other.elements.size());
    }

    /// As Kubernetes writes it in conflicts and errors: `.spec.containers[name="web"].image`.
    public String toKubernetes() {
        StringBuilder text = new StringBuilder();
        for (PathElement element : elements) {
            appendKubernetes(text, element);
        }
        return text.toString();
    }

    static String kubernetes(PathElement element) {
        StringBuilder text = new StringBuilder();
        appendKubernetes(text, element);
        return text.toString();
    }

    private static void appendKubernetes(StringBuilder text, PathElement element) {
        switch (element) {
            case PathElement.Field(String name) -> text.append('.').append(name);
            case PathElement.Key(List<PathElement.KeyField> fields) -> text.append(fields.stream()
                    .map(field -> field.name() + "=" + field.value()).collect(Collectors.joining(",", "[", "]")));
            case PathElement.Value(JsonNode value) -> text.append("[=").append(value).append(']');
            case PathElement.Index(int position) -> text.append('[').append(position).append(']');
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (PathElement element : elements) {
            switch (element) {
                case PathElement.Field(String name) ->
                    text.append('/').append(name.replace("~", "~0").replace("/", "~1").replace("[", "~2"));
                case PathElement.Key(List<PathElement.KeyField> fields) -> text.append(fields.stream()
                        .map(field -> field.name() + "=" + keyText(field.value()))
                        .collect(Collectors.joining(",", "[", "]")));
                case PathElement.Value(JsonNode value) -> text.append("[=").append(value).append(']');
                case PathElement.Index(int position) -> text.append('/').append(position);
            }
        }
        return text.toString();
    }

    /// Bare where that reads back as the same string, JSON otherwise.
    private static String keyText(JsonNode value) {
        if (value.isTextual() && scalar(value.textValue()).equals(value)
                && value.textValue().chars().noneMatch(c -> c == ',' || c == ']' || c == '"')) {
            return value.textValue();
        }
        return value.toString();
    }

    /// What a key's text means: JSON if it is a JSON scalar, else the text itself.
    static JsonNode scalar(String text) {
        boolean json = text.isEmpty() || text.startsWith("\"") || "true".equals(text) || "false".equals(text)
                || "-0123456789".indexOf(text.charAt(0)) >= 0;
        if (!json || text.isEmpty()) {
            return TextNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return TextNode.valueOf(text);
        }
    }
}
