package dev.plumbline.rendering.kustomize.transform;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.config.UnsupportedField;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.yaml.GoJson;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;
import dev.plumbline.rendering.yaml.YamlDocument;
import dev.plumbline.rendering.yaml.YamlProblem;
import dev.plumbline.rendering.yaml.YamlReader;

/// Replaces what stands at the targets of a replacement: `*` steps through all items of a list, `[name=web]` through
/// those whose field matches a regular expression, and a step into a JSON text goes on inside of it.
final class PathMatches {
    private final @Nullable Kind created;
    private final UnaryOperator<Node> replacement;

    /// @param created what to make at the end of a path that is not there; null to make nothing
    PathMatches(@Nullable Kind created, UnaryOperator<Node> replacement) {
        this.created = created;
        this.replacement = replacement;
    }

    /// What a node is.
    enum Kind {
        MAPPING, SEQUENCE, SCALAR;

        Node empty() {
            return switch (this) {
                case MAPPING -> new Mapping();
                case SEQUENCE -> new Sequence();
                case SCALAR -> Scalar.untyped("");
            };
        }
    }

    static Kind kindOf(Node node) {
        return switch (node) {
            case Mapping _ -> Kind.MAPPING;
            case Sequence _ -> Kind.SEQUENCE;
            case Scalar _ -> Kind.SCALAR;
        };
    }

    /// The number of places that were replaced.
    int replace(Mapping root, List<String> path, Resource resource) {
        Walk walk = new Walk(resource);
        walk.walk(root, path);
        return walk.count;
    }

    private final class Walk {
        private final Resource resource;
        private int count;

        Walk(Resource resource) {
            this.resource = resource;
        }

        Node walk(Node node, List<String> path) {
            if (path.isEmpty()) {
                count++;
                return replacement.apply(node);
            }
            String step = path.getFirst();
            List<String> rest = path.subList(1, path.size());
            if (DottedPath.isIndex(step)) {
                atIndex(sequence(node, step), Integer.parseInt(step), rest);
            } else if (DottedPath.isCondition(step)) {
                whereMatching(sequence(node, step), step, rest);
            } else if (step.equals("*")) {
                sequence(node, step).items().replaceAll(item -> walk(item, rest));
            } else {
                return field(node, step, rest);
            }
            return node;
        }

        private Node field(Node node, String name, List<String> rest) {
            if (Node.isNull(node)) {
                return node;
            }
            if (!(node instanceof Mapping mapping)) {
                throw DottedPath.wrongKind(name, node);
            }
            if (mapping.entry(name) == null) {
                if (created == null) {
                    return node;
                }
                mapping.set(name, kindFor(rest).empty());
            }
            Mapping.Entry entry = mapping.entry(name);
            if (entry != null) {
                boolean inside = entry.value() instanceof Scalar scalar && !Node.isNull(scalar) && !rest.isEmpty();
                entry.replace(inside ? insideText((Scalar) entry.value(), rest) : walk(entry.value(), rest));
            }
            return node;
        }

        private void atIndex(Sequence sequence, int index, List<String> rest) {
            List<Node> items = sequence.items();
            if (index == items.size() && created != null) {
                items.add(kindFor(rest).empty());
            }
            if (index >= items.size()) {
                throw new KustomizeProblem("index " + index + " specified but only " + items.size()
                        + " elements found in " + resource);
            }
            items.set(index, walk(items.get(index), rest));
        }

        private void whereMatching(Sequence sequence, String step, List<String> rest) {
            List<String> condition = DottedPath.condition(step);
            String field = condition.getFirst();
            Pattern value = pattern(condition.getLast());
            if (replaceMatching(sequence, field, value, rest) || created == null) {
                return;
            }
            Scalar wanted = Scalar.untyped(condition.getLast());
            Mapping made = new Mapping();
            made.add(Scalar.untyped(field), wanted, 0);
            sequence.items().add(field.isEmpty() ? wanted : made);
            replaceMatching(sequence, field, value, rest);
        }

        private boolean replaceMatching(Sequence sequence, String field, Pattern value, List<String> rest) {
            int before = count;
            sequence.items().replaceAll(item -> {
                Node compared = field.isEmpty() ? item : item instanceof Mapping mapping ? mapping.get(field) : null;
                boolean matches = compared instanceof Scalar scalar && value.matcher(written(scalar)).find();
                return matches ? walk(item, field.isEmpty() ? List.of() : rest) : item;
            });
            return count > before;
        }

        /// Goes on inside of a text that holds JSON.
        private Scalar insideText(Scalar text, List<String> rest) {
            String trimmed = text.text().strip();
            YamlDocument document;
            try {
                document = YamlReader.single(text.text());
            } catch (YamlProblem e) {
                throw DottedPath.wrongKind(rest.getFirst(), text);
            }
            if (document == null || document.root() instanceof Scalar) {
                throw DottedPath.wrongKind(rest.getFirst(), text);
            }
            int before = count;
            Node changed = walk(document.root(), rest);
            if (count == before) {
                return text;
            }
            if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
                throw new UnsupportedField("replacements (into a YAML text)", resource.origin());
            }
            boolean indented = text.text().contains("\n") && text.text().contains("  ");
            return text
                    .withText(indented ? GoJson.indented(JsonValues.of(changed)) : GoJson.text(JsonValues.of(changed)));
        }

        private Kind kindFor(List<String> rest) {
            if (rest.isEmpty()) {
                return created == null ? Kind.MAPPING : created;
            }
            return DottedPath.isCondition(rest.getFirst()) || DottedPath.isIndex(rest.getFirst())
                    ? Kind.SEQUENCE
                    : Kind.MAPPING;
        }

        private static Sequence sequence(Node node, String step) {
            if (node instanceof Sequence sequence) {
                return sequence;
            }
            if (Node.isNull(node)) {
                return new Sequence();
            }
            throw DottedPath.wrongKind(step, node);
        }

        private static Pattern pattern(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new KustomizeProblem("the value of a path condition is not a regular expression: " + text);
            }
        }

        private static String written(Scalar scalar) {
            return switch (scalar.style()) {
                case SINGLE -> "'" + scalar.text() + "'";
                case DOUBLE -> "\"" + scalar.text() + "\"";
                case PLAIN, LITERAL, FOLDED -> scalar.text().strip();
            };
        }
    }
}
