package dev.plumbline.rendering.kustomize.resource;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Sequence;
import dev.plumbline.rendering.yaml.Tag;

/// Finds every place in an object that a field spec names and lets a visitor replace what is there.
public final class FieldWalk {
    private final Resource resource;
    private final FieldSpec spec;
    private final Visitor visitor;
    private final Missing missing;

    private FieldWalk(Resource resource, FieldSpec spec, Missing missing, Visitor visitor) {
        this.resource = resource;
        this.spec = spec;
        this.missing = missing;
        this.visitor = visitor;
    }

    /// What is made of the last field of a path when it is missing and the spec says to create it.
    public enum Missing {
        /// Nothing is made, not even the fields before it.
        IGNORED, SCALAR, MAPPING
    }

    /// Answers the node to put in the place of the one found; the same node to leave it.
    @FunctionalInterface
    public interface Visitor {
        Node replace(Node found);
    }

    /// Visits the fields of one object; none when the spec is for other kinds.
    ///
    /// @throws KustomizeProblem naming the object and the field, when something on the way is a single value
    public static void visit(Resource resource, FieldSpec spec, Missing missing, Visitor visitor) {
        if (!resource.gvk().isSelectedBy(spec.gvk())) {
            return;
        }
        FieldWalk walk = new FieldWalk(resource, spec, missing, visitor);
        Node root = walk.walk(resource.root(), 0);
        if (root instanceof Mapping mapping && mapping != resource.root()) {
            resource.replaceRoot(mapping);
        }
    }

    private Node walk(Node node, int depth) {
        if (depth == spec.path().size()) {
            return visitor.replace(node);
        }
        return switch (node) {
            case Mapping mapping -> {
                walkMapping(mapping, depth);
                yield mapping;
            }
            case Sequence sequence -> {
                List<Node> items = sequence.items();
                for (int i = 0; i < items.size(); i++) {
                    items.set(i, walk(items.get(i), depth));
                }
                yield sequence;
            }
            case Scalar scalar -> {
                if (scalar.tag() != Tag.NULL) {
                    throw new KustomizeProblem(resource.title() + ": cannot follow field " + spec.pathText() + ": "
                            + String.join("/", spec.path().subList(0, depth)) + " is a single value, \""
                            + scalar.text() + "\", where a mapping or a list is expected", resource.origin());
                }
                yield scalar;
            }
        };
    }

    private void walkMapping(Mapping mapping, int depth) {
        String segment = spec.path().get(depth);
        boolean isList = segment.endsWith("[]");
        String name = isList ? segment.substring(0, segment.length() - 2) : segment;
        boolean last = depth == spec.path().size() - 1;
        boolean create = spec.create() && missing != Missing.IGNORED && !isList;
        Mapping.Entry entry = mapping.entry(name);
        if (entry == null) {
            if (!create) {
                return;
            }
            mapping.add(Scalar.untyped(name), empty(last), 0);
            entry = mapping.entries().getLast();
        } else if (Node.isNull(entry.value())) {
            Node made = inPlaceOfNull(entry.value(), create, isList, last);
            if (made == null) {
                if (last) {
                    entry.replace(visitor.replace(entry.value()));
                }
                return;
            }
            entry.replace(made);
        }
        entry.replace(walk(entry.value(), depth + 1));
    }

    private @Nullable Node inPlaceOfNull(Node nothing, boolean create, boolean isList, boolean last) {
        if (isList) {
            return new Sequence();
        }
        if (!create) {
            return null;
        }
        return last && missing == Missing.SCALAR ? new Scalar(Tag.STR, Node.text(nothing), ScalarStyle.PLAIN)
                : new Mapping();
    }

    private Node empty(boolean last) {
        return last && missing == Missing.SCALAR ? Scalar.untyped("") : new Mapping();
    }
}
