package dev.plumbline.renderer.domain.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.manifests.Lines;
import dev.plumbline.manifests.SourcePosition;

/// Strict access to the fields of one map of a document: a wrong type, an unknown value and, in the end, every field that
/// nobody asked for is an error with its line. Each accessor gives the default where the field is wrong, so that all
/// errors of a document are found at once.
final class Fields {
    private final String file;
    private final ObjectNode node;
    private final Lines lines;
    private final String path;
    private final List<RenderError> errors;
    private final Set<String> known = new HashSet<>();

    /// @param path of this map in the document, for messages; empty for the document itself
    Fields(String file, ObjectNode node, Lines lines, String path, List<RenderError> errors) {
        this.file = file;
        this.node = node;
        this.lines = lines;
        this.path = path;
        this.errors = errors;
    }

    Optional<String> text(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && (!value.get().isTextual() || value.get().textValue().isEmpty())) {
            refuse(name, "must be a text that is not empty, is " + value.get());
            return Optional.empty();
        }
        return value.map(JsonNode::textValue);
    }

    String required(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty() && value(name).isEmpty()) {
            refuse(name, "is missing");
        }
        return text.orElse("");
    }

    boolean flag(String name, boolean otherwise) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            refuse(name, "must be true or false, is " + value.get());
            return otherwise;
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    int count(String name, int otherwise) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && (!value.get().canConvertToInt() || !value.get().isIntegralNumber()
                || value.get().intValue() < 0)) {
            refuse(name, "must be a whole number from 0, is " + value.get());
            return otherwise;
        }
        return value.map(JsonNode::intValue).orElse(otherwise);
    }

    <T> T choice(String name, Map<String, T> choices, T otherwise) {
        Optional<String> text = text(name);
        if (text.isPresent() && !choices.containsKey(text.get())) {
            refuse(name, "must be one of " + String.join(", ", new TreeSet<>(choices.keySet())) + ", is \"" + text.get()
                    + "\"");
        }
        return text.map(chosen -> choices.getOrDefault(chosen, otherwise)).orElse(otherwise);
    }

    /// The map at a field; an empty one when it is missing.
    Fields map(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isObject()) {
            refuse(name, "must be a map, is " + value.get());
        }
        ObjectNode map = value.filter(JsonNode::isObject).map(ObjectNode.class::cast).orElseGet(node::objectNode);
        return new Fields(file, map, below(name), at(name), errors);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (item.isTextual() && !item.textValue().isEmpty()) {
                texts.add(item.textValue());
            } else {
                refuse(name, "must list texts, holds " + item);
            }
        }
        return texts;
    }

    List<Fields> maps(String name) {
        List<Fields> maps = new ArrayList<>();
        Lines list = below(name);
        int index = 0;
        for (JsonNode item : items(name)) {
            if (item instanceof ObjectNode map) {
                maps.add(new Fields(file, map, list.below().getOrDefault(Integer.toString(index), list),
                        at(name) + "/" + index, errors));
            } else {
                refuse(name, "must list maps, holds " + item);
            }
            index++;
        }
        return maps;
    }

    /// The names of the fields that are there.
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    ObjectNode node() {
        return node;
    }

    /// Lets fields pass that are somebody else's business.
    void allow(String... names) {
        known.addAll(List.of(names));
    }

    /// Call last: what was not asked for is a mistake, most often a misspelt name.
    void refuseOthers() {
        for (String name : names()) {
            if (!known.contains(name)) {
                refuse(name, "is no field of " + (path.isEmpty() ? "the document" : path) + "; there are "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    void refuse(String name, String why) {
        errors.add(new RenderError(at(name) + " " + why, position(name)));
    }

    SourcePosition position() {
        return new SourcePosition(file, lines.line());
    }

    private SourcePosition position(String name) {
        return new SourcePosition(file, below(name).line());
    }

    private String at(String name) {
        return path + "/" + name;
    }

    private Lines below(String name) {
        return lines.below().getOrDefault(name, lines);
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private Iterable<JsonNode> items(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isArray()) {
            refuse(name, "must be a list, is " + value.get());
            return List.of();
        }
        return value.<Iterable<JsonNode>>map(list -> list).orElse(List.of());
    }
}
