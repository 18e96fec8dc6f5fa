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

    /// These and those of `more` that none of these covers. The order tells: a spec for all kinds is dropped when one
    /// for a single kind and the same field stands before it.
    ///
    /// @throws KustomizeProblem when two agree on the field but not on whether to create it
    public FieldSpecs merge(FieldSpecs more) {
        List<FieldSpec> merged = new ArrayList<>(specs);
        for (FieldSpec spec : more.specs) {
            add(merged, spec);
        }
        return new FieldSpecs(merged);
    }

    /// In the order in which kustomize keeps its configuration.
    public FieldSpecs sorted() {
        List<FieldSpec> sorted = new ArrayList<>(specs);
        sorted.sort((one, other) -> KindOrder.BY_KIND.compare(one.gvk(), other.gvk()));
        return new FieldSpecs(sorted);
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
