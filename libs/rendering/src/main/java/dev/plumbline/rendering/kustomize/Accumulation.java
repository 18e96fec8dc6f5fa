package dev.plumbline.rendering.kustomize;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.plumbline.rendering.kustomize.config.BuiltinFields;
import dev.plumbline.rendering.kustomize.config.FieldConfig;
import dev.plumbline.rendering.kustomize.config.Kustomization.Variable;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.ResId;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;

/// What has been gathered so far: objects, the fields by which directives work, and vars.
final class Accumulation {
    private final ResourceSet resources = new ResourceSet();
    private final Map<String, Variable> variables = new TreeMap<>();
    private FieldConfig config = FieldConfig.EMPTY;

    ResourceSet resources() {
        return resources;
    }

    FieldConfig config() {
        return config;
    }

    /// The vars by name.
    Map<String, Variable> variables() {
        return variables;
    }

    @SuppressWarnings("ReferenceEquality") // a short cut: with themselves or nothing the built-in fields stay what they are
    void mergeConfig(FieldConfig more) {
        boolean builtinOnly = more == BuiltinFields.CONFIG && (config == FieldConfig.EMPTY || config == more);
        config = builtinOnly ? more : config.merge(more);
    }

    void merge(Accumulation other) {
        resources.appendAll(other.resources);
        mergeConfig(other.config);
        other.variables.values().forEach(this::add);
    }

    /// Adds vars and marks the objects that they take their values from.
    void addVariables(List<Variable> more) {
        for (Variable variable : more) {
            ResId wanted = variable.object();
            Predicate<ResId> matches = wanted.namespace().isEmpty()
                    ? id -> id.name().equals(wanted.name()) && id.gvk().equals(wanted.gvk())
                    : wanted::isSame;
            List<Resource> matching = resources.matchingAnyId(matches);
            if (matching.size() > 1) {
                throw new KustomizeProblem("found " + matching.size() + " resources for var '" + variable.name()
                        + "' (unable to disambiguate)", variable.position());
            }
            matching.forEach(resource -> resource.addVariable(variable.name()));
            add(variable);
        }
    }

    private void add(Variable variable) {
        Variable earlier = variables.putIfAbsent(variable.name(), variable);
        if (earlier != null) {
            throw new KustomizeProblem("var '" + variable.name() + "' already encountered at " + earlier.position(),
                    variable.position());
        }
    }
}
