package dev.plumbline.rendering.kustomize.transform;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Sequence;

/// Merges a strategic merge patch into an object as kyaml's walker does: both are changed and may share nodes
/// afterwards, so that a patch is good for one object.
final class StrategicMerge {
    private final MergeSchema schemas;

    StrategicMerge(MergeSchema schemas) {
        this.schemas = schemas;
    }

    /// The merged object; null when the patch deletes it.
    @Nullable
    Node merge(Mapping target, Mapping patch) {
        return merge(target, patch, null);
    }

    @Nullable
    Node merge(@Nullable Node target, @Nullable Node patch, MergeSchema.@Nullable Part known) {
        MergeSchema.Part schema = known == null ? schemaOf(target, patch) : known;
        Node leading = Node.isMissingOrNull(target) ? patch : target;
        if (!Node.isMissingOrNull(target) && !Node.isMissingOrNull(patch)) {
            requireSameKind(target, patch);
        }
        if (Node.isMissingOrNull(leading)) {
            return mapping(target, patch, schema);
        }
        return switch (leading) {
            case Mapping _ -> mapping(target, patch, schema);
            case Sequence _ -> schema != null && schema.isMerged()
                    ? new ListMerge(this, schema).merge(target, patch)
                    : patch == null ? target : patch;
            case Scalar _ -> patch == null ? target : patch;
            case null -> null;
        };
    }

    private @Nullable Node mapping(@Nullable Node target, @Nullable Node patch, MergeSchema.@Nullable Part schema) {
        Node merged = start(target, patch);
        if (!(merged instanceof Mapping result)) {
            return merged;
        }
        Mapping from = patch instanceof Mapping fields ? fields : new Mapping();
        for (String name : names(result, from)) {
            Mapping.Entry own = result.entry(name);
            Mapping.Entry other = from.entry(name);
            Node ownValue = own == null ? null : own.value();
            Node otherValue = other == null ? null : other.value();
            if (otherValue == null && Node.isNull(ownValue) && !Node.text(ownValue).isEmpty()) {
                // a null that is written out stays, one that is left blank does not
                continue;
            }
            Node value = merge(ownValue, otherValue, schema == null ? null : schema.field(name));
            boolean kept = other == null || own == other;
            if (kept && value instanceof Scalar && !Node.isNull(value)) {
                result.quoteIfAmbiguous(name);
            } else {
                result.set(name, other == null ? ScalarStyle.PLAIN : other.key().style(), value);
            }
        }
        return result;
    }

    /// The mapping to merge fields into; null when nothing is left.
    private static @Nullable Node start(@Nullable Node target, @Nullable Node patch) {
        if (Node.isMissingOrNull(target)) {
            return MergeDirective.take(patch) == MergeDirective.DELETE ? null : patch;
        }
        if (Node.isNull(patch)) {
            return null;
        }
        return switch (MergeDirective.take(patch)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> target;
        };
    }

    private static SortedSet<String> names(Mapping one, Mapping other) {
        SortedSet<String> names = new TreeSet<>();
        one.entries().forEach(entry -> names.add(entry.name()));
        other.entries().forEach(entry -> names.add(entry.name()));
        return names;
    }

    private MergeSchema.@Nullable Part schemaOf(@Nullable Node... nodes) {
        for (Node node : nodes) {
            if (node instanceof Mapping mapping) {
                String kind = mapping.text("kind");
                String apiVersion = mapping.text("apiVersion");
                MergeSchema.Part schema = kind.isEmpty() || apiVersion.isEmpty()
                        ? null
                        : schemas.ofKind(apiVersion, kind);
                if (schema != null) {
                    return schema;
                }
            }
        }
        return null;
    }

    private static void requireSameKind(@Nullable Node target, @Nullable Node patch) {
        if (target != null && patch != null && target.getClass() != patch.getClass()) {
            throw new KustomizeProblem("the patch has " + Node.kindName(patch) + " where the object has "
                    + Node.kindName(target));
        }
    }
}
