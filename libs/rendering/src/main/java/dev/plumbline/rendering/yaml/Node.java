package dev.plumbline.rendering.yaml;

import org.jspecify.annotations.Nullable;

/// A part of a YAML document. Mappings and sequences change in place, scalars are values that get replaced.
public sealed interface Node permits Mapping, Sequence, Scalar {

    /// A copy that shares nothing that can change.
    Node copy();

    /// Whether there is no node, or an explicit null.
    static boolean isMissingOrNull(@Nullable Node node) {
        return node == null || isNull(node);
    }

    static boolean isNull(@Nullable Node node) {
        return node instanceof Scalar scalar && scalar.tag() == Tag.NULL;
    }

    /// Whether there is no node, a null, an empty mapping or an empty sequence.
    static boolean isMissingOrEmpty(@Nullable Node node) {
        return switch (node) {
            case null -> true;
            case Mapping mapping -> mapping.isEmpty();
            case Sequence sequence -> sequence.isEmpty();
            case Scalar scalar -> scalar.tag() == Tag.NULL;
        };
    }

    /// The text of a scalar; empty for everything else.
    static String text(@Nullable Node node) {
        return node instanceof Scalar scalar ? scalar.text() : "";
    }

    /// What an error calls the kind of this node.
    static String kindName(Node node) {
        return switch (node) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case Scalar scalar when scalar.tag() == Tag.NULL -> "null";
            case Scalar _ -> "a single value";
        };
    }
}
