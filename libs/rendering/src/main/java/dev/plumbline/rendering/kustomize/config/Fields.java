package dev.plumbline.rendering.kustomize.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Dialect;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Sequence;
import dev.plumbline.rendering.yaml.Tag;

/// Typed access to a mapping of a configuration file, as Go decodes it: YAML 1.1 scalars, names in any case, null like
/// absent, and no field that nobody asks for.
public final class Fields {
    private final Mapping mapping;
    private final String path;
    private final String file;
    private final Set<String> asked = new HashSet<>();

    public Fields(Mapping mapping, String path, String file) {
        this.mapping = mapping;
        this.path = path;
        this.file = file;
    }

    /// A text with the line it stands on.
    public record Text(String value, SourcePosition position) {
    }

    public String file() {
        return file;
    }

    /// Where the field stands; the beginning of the mapping when it is absent.
    public SourcePosition position(String name) {
        Mapping.Entry entry = find(name);
        if (entry == null && !mapping.isEmpty()) {
            entry = mapping.entries().getFirst();
        }
        return new SourcePosition(file, entry == null ? 0 : entry.line());
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    /// The text of a field, empty when it is absent.
    public String text(String name) {
        return optionalText(name).orElse("");
    }

    public Optional<String> optionalText(String name) {
        Node value = value(name);
        return value == null ? Optional.empty() : Optional.of(text(value, name, position(name)));
    }

    public boolean flag(String name) {
        Node value = value(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Scalar scalar && tag(scalar) == Tag.BOOL) {
            return Dialect.V2.booleanOf(scalar.text());
        }
        throw mistyped(name, "true or false", value, position(name));
    }

    public Optional<BigInteger> wholeNumber(String name) {
        Node value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Scalar scalar && tag(scalar) == Tag.INT) {
            JsonNode number = JsonValues.of(scalar);
            if (number.isIntegralNumber()) {
                return Optional.of(number.bigIntegerValue());
            }
        }
        throw mistyped(name, "a whole number", value, position(name));
    }

    public List<Text> texts(String name) {
        List<Text> texts = new ArrayList<>();
        Sequence sequence = sequence(name);
        for (int i = 0; i < sequence.items().size(); i++) {
            SourcePosition position = new SourcePosition(file, sequence.line(i));
            Node item = sequence.items().get(i);
            texts.add(new Text(Node.isNull(item) ? "" : text(item, name + "[" + i + "]", position), position));
        }
        return texts;
    }

    /// A mapping of texts, sorted by key.
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new TreeMap<>();
        if (value(name) == null) {
            return texts;
        }
        for (Mapping.Entry entry : mapping(name).entries()) {
            SourcePosition position = new SourcePosition(file, entry.line());
            String key = key(entry.key());
            texts.put(key, Node.isNull(entry.value()) ? "" : text(entry.value(), name + "." + key, position));
        }
        return texts;
    }

    public Optional<Fields> object(String name) {
        return value(name) == null
                ? Optional.empty()
                : Optional.of(new Fields(mapping(name), path + name + ".", file));
    }

    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        Sequence sequence = sequence(name);
        for (int i = 0; i < sequence.items().size(); i++) {
            String item = name + "[" + i + "]";
            switch (sequence.items().get(i)) {
                case Mapping entries -> objects.add(new Fields(entries, path + item + ".", file));
                case Node other when Node.isNull(other) ->
                    objects.add(new Fields(new Mapping(), path + item + ".", file));
                case Node other ->
                    throw mistyped(item, "a mapping", other, new SourcePosition(file, sequence.line(i)));
            }
        }
        return objects;
    }

    /// @throws KustomizeProblem when the mapping holds a field that was never asked for
    public void refuseOthers() {
        for (Mapping.Entry entry : mapping.entries()) {
            if (!asked.contains(entry.name().toLowerCase(Locale.ROOT))) {
                throw new KustomizeProblem("unknown field \"" + path + entry.name() + "\"",
                        new SourcePosition(file, entry.line()));
            }
        }
    }

    private @Nullable Node value(String name) {
        asked.add(name.toLowerCase(Locale.ROOT));
        Mapping.Entry entry = find(name);
        return entry == null || Node.isNull(entry.value()) ? null : entry.value();
    }

    /// The last entry of the name, in whatever case it is written.
    private Mapping.@Nullable Entry find(String name) {
        Mapping.Entry found = null;
        for (Mapping.Entry entry : mapping.entries()) {
            if (entry.name().equalsIgnoreCase(name)) {
                found = entry;
            }
        }
        return found;
    }

    private Mapping mapping(String name) {
        Node value = value(name);
        if (value instanceof Mapping entries) {
            return entries;
        }
        throw mistyped(name, "a mapping", value == null ? new Mapping() : value, position(name));
    }

    private Sequence sequence(String name) {
        Node value = value(name);
        if (value == null) {
            return new Sequence();
        }
        if (value instanceof Sequence sequence) {
            return sequence;
        }
        throw mistyped(name, "a list", value, position(name));
    }

    private String text(Node value, String name, SourcePosition position) {
        if (value instanceof Scalar scalar) {
            Tag tag = tag(scalar);
            if (tag == Tag.STR || tag == Tag.TIMESTAMP || tag == Tag.BINARY) {
                return scalar.text();
            }
        }
        throw mistyped(name, "a string", value, position);
    }

    private KustomizeProblem mistyped(String name, String expected, Node value, SourcePosition position) {
        String actual = value instanceof Scalar scalar
                ? "is " + switch (tag(scalar)) {
                    case INT, FLOAT -> "the number " + scalar.text();
                    case BOOL -> "the boolean " + scalar.text() + " (YAML 1.1)";
                    case STR, NONE, NULL, TIMESTAMP, BINARY, MERGE, OTHER -> "\"" + scalar.text() + "\"";
                }
                : "is " + Node.kindName(value);
        String hint = expected.equals("a string") && value instanceof Scalar ? ": put it in quotes" : "";
        return new KustomizeProblem(path + name + " must be " + expected + ", " + actual + hint, position);
    }

    private static Tag tag(Scalar scalar) {
        if (scalar.tag() == Tag.STR && scalar.style() == ScalarStyle.PLAIN
                && Dialect.V2.tagOf(scalar.text()) == Tag.BOOL) {
            return Tag.BOOL;
        }
        return scalar.tag();
    }

    private static String key(Scalar key) {
        return switch (tag(key)) {
            case BOOL -> String.valueOf(Dialect.V2.booleanOf(key.text()));
            case INT, FLOAT -> JsonValues.of(key).asText();
            case STR, NONE, NULL, TIMESTAMP, BINARY, MERGE, OTHER -> key.text();
        };
    }
}
