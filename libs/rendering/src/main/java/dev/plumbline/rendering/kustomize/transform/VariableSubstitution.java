package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.config.Kustomization.Variable;
import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.FieldSpecs;
import dev.plumbline.rendering.kustomize.resource.FieldWalk;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.kustomize.resource.ResourceSet;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;
import dev.plumbline.rendering.yaml.ScalarStyle;
import dev.plumbline.rendering.yaml.Sequence;

/// Replaces `$(NAME)` by the value of a var. As the whole text the value keeps its type; `$$` stands for `$`.
///
/// @param values the scalars that the vars stand for, by name; a var of a mapping or a list is not among them
public record VariableSubstitution(Map<String, Scalar> values, FieldSpecs fields) implements Transformation {
    private static final Pattern INDEXED = Pattern.compile("(.*)\\[(\\d+)]");

    public VariableSubstitution {
        values = Map.copyOf(values);
    }

    /// @throws KustomizeProblem when a var names no object or a field that is not there
    public static VariableSubstitution of(Map<String, Variable> variables, ResourceSet resources,
            FieldSpecs fields) {
        Map<String, Scalar> values = new TreeMap<>();
        for (Variable variable : variables.values()) {
            if (value(variable, resources) instanceof Scalar scalar) {
                values.put(variable.name(), typed(scalar));
            }
        }
        return new VariableSubstitution(values, variables.isEmpty() ? FieldSpecs.NONE : fields);
    }

    @Override
    public void apply(ResourceSet resources) {
        for (Resource resource : resources.resources()) {
            for (FieldSpec spec : fields.specs()) {
                FieldWalk.visit(resource, spec, FieldWalk.Missing.IGNORED,
                        found -> substituted(resource, spec, found));
            }
        }
    }

    private static Node value(Variable variable, ResourceSet resources) {
        for (Resource resource : resources.resources()) {
            if (resource.variables().contains(variable.name())) {
                Node value = DottedPath.lookup(resource.root(), steps(variable.fieldPath()));
                if (value == null) {
                    throw new KustomizeProblem("field '" + variable.fieldPath() + "' specified in var '"
                            + variable.name() + "' not found in " + resource, variable.position());
                }
                return value;
            }
        }
        throw new KustomizeProblem("var '" + variable.name() + "' cannot be mapped to a field in the set of known "
                + "resources: there is no " + variable.object(), variable.position());
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : DottedPath.split(path)) {
            Matcher indexed = INDEXED.matcher(step);
            if (indexed.matches()) {
                steps.add(indexed.group(1));
                steps.add(indexed.group(2));
            } else {
                steps.add(step);
            }
        }
        return steps.stream().filter(step -> !step.isEmpty()).toList();
    }

    private static Scalar typed(Scalar value) {
        return switch (value.tag()) {
            case INT, FLOAT, BOOL -> value.withStyle(ScalarStyle.PLAIN);
            case STR, NONE, NULL, TIMESTAMP, BINARY, MERGE, OTHER -> Scalar.string(value.text());
        };
    }

    private Node substituted(Resource resource, FieldSpec spec, Node found) {
        return switch (found) {
            case Scalar scalar -> scalar.isString() ? substituted(scalar.text()) : scalar;
            case Mapping mapping -> {
                for (Mapping.Entry entry : mapping.entries()) {
                    requireString(entry.key(), resource, spec);
                    if (entry.value() instanceof Scalar scalar && scalar.isString()) {
                        entry.replace(substituted(scalar.text()));
                    }
                }
                yield mapping;
            }
            case Sequence sequence -> {
                sequence.items().replaceAll(item -> {
                    requireString(item, resource, spec);
                    return substituted(Node.text(item));
                });
                yield sequence;
            }
        };
    }

    private static void requireString(Node node, Resource resource, FieldSpec spec) {
        if (!(node instanceof Scalar scalar) || !scalar.isString()) {
            throw new KustomizeProblem(resource.title() + ": considering field '" + spec.pathText()
                    + "' for vars: expected a string, is " + Node.kindName(node), resource.origin());
        }
    }

    private Scalar substituted(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c != '$' || i + 1 == text.length()) {
                out.append(c);
            } else if (next == '$') {
                out.append('$');
                i++;
            } else if (next == '(') {
                int close = text.indexOf(')', i + 2);
                if (close < 0) {
                    out.append("$(");
                    i++;
                } else {
                    String name = text.substring(i + 2, close);
                    Scalar value = values.get(name);
                    if (value != null && i == 0 && close == text.length() - 1) {
                        return value;
                    }
                    out.append(textOf(name, value));
                    i = close;
                }
            } else {
                out.append('$').append(next);
                i++;
            }
        }
        return Scalar.string(out.toString());
    }

    private static String textOf(String name, @Nullable Scalar value) {
        return value == null ? "$(" + name + ")" : value.text();
    }
}
