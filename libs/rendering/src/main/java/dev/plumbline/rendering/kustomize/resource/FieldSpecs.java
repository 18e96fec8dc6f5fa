package dev.plumbline.rendering.kustomize.resource;

import java.util.ArrayList;
import java.util.List;

/// An ordered set of field specs.
public record FieldSpecs(List<FieldSpec> specs) {
    public static final FieldSpecs NONE = new FieldSpecs(List.of());

    public FieldSpecs {
        specs = List.copyOf(specs);
    }

    public boolean isEmpty() {
        return specs.isEmpty();
    }

    /// These and those of `more` that none of these covers.
    ///
    /// @throws KustomizeProblem when two agree on the field but not on whether to create it
    @SuppressWarnings("ReferenceEquality") // only a short cut for the built-in lists, which are met again and again
    public FieldSpecs merge(FieldSpecs more) {
        if (more.isEmpty() || more == this) {
            return this;
        }
        List<FieldSpec> merged = new ArrayList<>(specs);
        for (FieldSpec spec : more.specs) {
            add(merged, spec);
        }
        return new FieldSpecs(merged);
    }

    private static void add(List<FieldSpec> merged, FieldSpec spec) {
        for (FieldSpec existing : merged) {
            if (existing.coversSameAs(spec)) {
                if (existing.create() != spec.create()) {
                    throw new KustomizeProblem("conflicting fieldspecs for " + spec.pathText() + " of " + spec.gvk()
                            + ": `create` differs");
                }
                return;
            }
        }
        merged.add(spec);
    }
}
