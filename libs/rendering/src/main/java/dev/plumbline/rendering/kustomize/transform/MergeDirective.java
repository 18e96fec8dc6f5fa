package dev.plumbline.rendering.kustomize.transform;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.Sequence;

/// What `$patch` in a strategic merge patch asks for. Reading a directive takes it out of the patch.
enum MergeDirective {
    MERGE, REPLACE, DELETE;

    private static final String KEY = "$patch";

    static MergeDirective take(@Nullable Node patch) {
        return switch (patch) {
            case null -> MERGE;
            case Mapping mapping -> ofMapping(mapping);
            case Sequence sequence -> ofSequence(sequence);
            case Scalar _ -> MERGE;
        };
    }

    private static MergeDirective ofMapping(Mapping patch) {
        Node value = patch.get(KEY);
        if (value == null) {
            return MERGE;
        }
        MergeDirective directive = of(Node.text(value));
        patch.remove(KEY);
        return directive;
    }

    /// In a list, an item that holds nothing but the directive speaks for the whole list.
    private static MergeDirective ofSequence(Sequence patch) {
        for (Node item : patch.items()) {
            if (item instanceof Mapping mapping && mapping.get(KEY) != null) {
                if (mapping.entries().size() > 1) {
                    return MERGE;
                }
                String text = Node.text(mapping.get(KEY));
                MergeDirective directive = of(text);
                patch.items().removeIf(other -> Node.isNull(other) || (other instanceof Mapping holder
                        && (holder.isEmpty() || Node.text(holder.get(KEY)).equals(text))));
                return directive;
            }
        }
        return MERGE;
    }

    private static MergeDirective of(String text) {
        return switch (text) {
            case "merge" -> MERGE;
            case "replace" -> REPLACE;
            case "delete" -> DELETE;
            default -> throw new KustomizeProblem("unknown patch strategy '" + text + "'");
        };
    }
}
