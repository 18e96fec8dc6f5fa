package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.YamlDocument.DuplicateKey;

/// Turns composed YAML nodes into JSON values with their lines.
final class YamlNodes {
    /// Enough for any manifest; stops documents that multiply themselves by aliases.
    private static final int MAX_ALIASED_NODES = 200_000;
    private static final String MERGE = "<<";

    private final String file;
    private final List<DuplicateKey> duplicates = new ArrayList<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int aliasDepth;
    private int aliasedNodes;

    YamlNodes(String file) {
        this.file = file;
    }

    YamlDocument document(Node node) {
        Converted converted = convert(node);
        return new YamlDocument(converted.value(), converted.lines(), duplicates);
    }

    private record Converted(JsonNode value, Lines lines) {
    }

    private Converted convert(Node node) {
        if (aliasDepth > 0 && ++aliasedNodes > MAX_ALIASED_NODES) {
            throw error(node, "the document contains excessive aliasing");
        }
        return switch (node) {
            case ScalarNode scalar -> new Converted(scalar(scalar), Lines.leaf(line(node)));
            case MappingNode mapping -> nested(mapping, () -> map(mapping));
            case SequenceNode sequence -> nested(sequence, () -> list(sequence));
            default -> throw error(node, "this kind of YAML node has no JSON form");
        };
    }

    private JsonNode scalar(ScalarNode node) {
        try {
            return YamlScalars.value(node);
        } catch (IllegalArgumentException e) {
            throw error(node, String.valueOf(e.getMessage()));
        }
    }

    private Converted nested(Node node, Supplier<Converted> content) {
        if (!open.add(node)) {
            throw error(node, "an anchor contains itself");
        }
        int repeated = seen.add(node) ? 0 : 1;
        aliasDepth += repeated;
        try {
            return content.get();
        } finally {
            aliasDepth -= repeated;
            open.remove(node);
        }
    }

    private Converted list(SequenceNode node) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode(node.getValue().size());
        Map<String, Lines> lines = HashMap.newHashMap(node.getValue().size());
        for (Node item : node.getValue()) {
            Converted converted = convert(item);
            lines.put(Integer.toString(values.size()), converted.lines());
            values.add(converted.value());
        }
        return new Converted(values, new Lines(line(node), lines));
    }

    private Converted map(MappingNode node) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        Map<String, Lines> lines = HashMap.newHashMap(node.getValue().size());
        List<Node> merged = new ArrayList<>(0);
        for (NodeTuple tuple : node.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String key = key(tuple.getKeyNode());
            Converted converted = convert(tuple.getValueNode());
            if (values.has(key)) {
                duplicates.add(new DuplicateKey(key, line(tuple.getKeyNode())));
            }
            values.set(key, converted.value());
            lines.put(key, new Lines(line(tuple.getKeyNode()), converted.lines().below()));
        }
        merged.forEach(source -> merge(source, values, lines));
        return new Converted(values, new Lines(line(node), lines));
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar && scalar.getTag().equals(PlainSchema.PLAIN)
                && MERGE.equals(scalar.getValue());
    }

    /// Keys that are written in the map itself win; of several sources the first one does.
    private void merge(Node source, ObjectNode values, Map<String, Lines> lines) {
        if (source instanceof SequenceNode sources) {
            sources.getValue().forEach(each -> merge(each, values, lines));
            return;
        }
        if (!(source instanceof MappingNode)) {
            throw error(source, "<< needs a map or a list of maps");
        }
        Converted converted = convert(source);
        for (Map.Entry<String, JsonNode> entry : converted.value().properties()) {
            if (!values.has(entry.getKey())) {
                values.set(entry.getKey(), entry.getValue());
                lines.put(entry.getKey(), converted.lines().below().getOrDefault(entry.getKey(), converted.lines()));
            }
        }
    }

    private String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, "a key must be a string, is a collection");
        }
        JsonNode value = scalar(scalar);
        if (value.isNull()) {
            throw error(node, "a key must not be null");
        }
        return value.asText();
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private ManifestException error(Node node, String what) {
        return new ManifestException(new SourcePosition(file, line(node)), what);
    }
}
