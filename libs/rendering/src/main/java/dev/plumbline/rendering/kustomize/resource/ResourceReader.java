package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Sequence;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Reads the objects of a file: every document must have a kind and a name; lists are replaced by their items.
public final class ResourceReader {

    private ResourceReader() {
    }

    /// The objects of a file.
    ///
    /// @param file path from the root of the tree, for messages
    public static List<Resource> read(String file, byte[] bytes) {
        try {
            return read(YamlReader.documents(bytes), new SourcePosition(file, 0));
        } catch (YamlProblem e) {
            throw new KustomizeProblem(String.valueOf(e.getMessage()), new SourcePosition(file, e.line()));
        }
    }

    /// The objects of a text that stands at some place of another file.
    public static List<Resource> read(String text, SourcePosition position) {
        try {
            return read(YamlReader.documents(text), position);
        } catch (YamlProblem e) {
            throw new KustomizeProblem((e.line() > 0 ? "line " + e.line() + " of the text: " : "") + e.getMessage(),
                    position);
        }
    }

    private static List<Resource> read(List<YamlDocument> documents, SourcePosition position) {
        Deque<Found> waiting = new ArrayDeque<>();
        for (YamlDocument document : documents) {
            SourcePosition place = position.line() > 0
                    ? position
                    : new SourcePosition(position.file(), document.line());
            // a lone List is unwrapped as it is, any other list by way of JSON
            if (documents.size() == 1 && document.root() instanceof Mapping list && list.text("kind").equals("List")
                    && list.get("items") instanceof Sequence items) {
                for (int i = 0; i < items.items().size(); i++) {
                    int line = position.line() > 0 ? position.line() : items.line(i);
                    waiting.add(new Found(items.items().get(i), new SourcePosition(position.file(), line)));
                }
            } else {
                waiting.add(new Found(document.root(), place));
            }
        }
        waiting.removeIf(found -> Node.isMissingOrEmpty(found.node));
        waiting.forEach(ResourceReader::validate);
        List<Resource> resources = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Found found = waiting.removeFirst();
            Mapping mapping = (Mapping) found.node;
            if (mapping.text("kind").endsWith("List") && mapping.entry("items") != null) {
                expand(mapping, found.position).forEach(waiting::add);
            } else {
                resources.add(new Resource(mapping, found.position));
            }
        }
        return resources;
    }

    private record Found(Node node, SourcePosition position) {
    }

    private static List<Found> expand(Mapping list, SourcePosition position) {
        Node items = list.get("items");
        if (Node.isMissingOrNull(items)) {
            return List.of();
        }
        if (!(items instanceof Sequence sequence)) {
            throw new KustomizeProblem("expected a list in " + list.text("kind") + "/items, but found "
                    + (items == null ? "nothing" : Node.kindName(items)), position);
        }
        List<Found> expanded = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            int line = sequence.line(i) > 0 ? sequence.line(i) : position.line();
            Node item = JsonValues.reread(sequence.items().get(i));
            Found found = new Found(item, new SourcePosition(position.file(), line));
            if (!Node.isMissingOrEmpty(item)) {
                validate(found);
                expanded.add(found);
            }
        }
        return expanded;
    }

    private static void validate(Found found) {
        if (!(found.node instanceof Mapping object)) {
            throw new KustomizeProblem("a resource must be a mapping, is " + Node.kindName(found.node),
                    found.position);
        }
        String kind = object.text("kind");
        Mapping metadata = object.mapping("metadata");
        String name = metadata == null ? "" : metadata.text("name");
        if (kind.isEmpty()) {
            throw new KustomizeProblem("missing kind in object"
                    + (name.isEmpty() ? "" : " with name " + name), found.position);
        }
        if (name.isEmpty() && !kind.endsWith("List")) {
            throw new KustomizeProblem("missing metadata.name in object of kind " + kind, found.position);
        }
    }
}
