package dev.plumbline.rendering.kustomize.transform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.rendering.kustomize.resource.FieldSpec;
import dev.plumbline.rendering.kustomize.resource.KustomizeProblem;
import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Sequence;

/// The paths of replacements and vars: `spec.containers.[name=web].image`, `data.[app.conf]`, `a.0.b`, `a.-`.
final class DottedPath {

    private DottedPath() {
    }

    /// Splits at dots, except inside brackets; a bracketed part without `=` is a key.
    static List<String> split(String path) {
        List<String> parts = FieldSpec.split(path, '.');
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("[") && !part.endsWith("]")) {
                StringBuilder bracketed = new StringBuilder(part);
                while (i < parts.size() - 1) {
                    i++;
                    bracketed.append('.').append(parts.get(i));
                    if (parts.get(i).endsWith("]")) {
                        break;
                    }
                }
                String text = bracketed.toString();
                joined.add(text.contains("=") ? text : trimBrackets(text));
            } else {
                joined.add(part);
            }
        }
        return joined.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    /// The node at a path of exact steps; null when it is not there.
    static @Nullable Node lookup(Node from, List<String> path) {
        Node node = from;
        for (String step : path) {
            if (Node.isMissingOrNull(node)) {
                return null;
            }
            node = step(node, step);
        }
        return node;
    }

    static boolean isIndex(String step) {
        return !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9') && step.length() < 10;
    }

    static boolean isCondition(String step) {
        return step.startsWith("[") && step.endsWith("]");
    }

    /// Field and value of `[field=value]`.
    static List<String> condition(String step) {
        String inner = step.substring(1, step.length() - 1);
        int equals = inner.indexOf('=');
        if (equals < 0) {
            throw new KustomizeProblem("list path element " + step + " must contain fieldName=fieldValue");
        }
        return List.of(inner.substring(0, equals), inner.substring(equals + 1));
    }

    static KustomizeProblem wrongKind(String step, Node node) {
        return new KustomizeProblem("cannot follow '" + step + "' in " + Node.kindName(node));
    }

    private static @Nullable Node step(@Nullable Node node, String step) {
        if (node == null) {
            return null;
        }
        if (isIndex(step) || step.equals("-")) {
            List<Node> items = items(node, step);
            int index = step.equals("-") ? items.size() - 1 : Integer.parseInt(step);
            return index >= 0 && index < items.size() ? items.get(index) : null;
        }
        if (step.equals("*")) {
            throw new KustomizeProblem("the wildcard * is not supported here");
        }
        if (isCondition(step)) {
            List<String> condition = condition(step);
            return items(node, step).stream().filter(item -> condition.getFirst().isEmpty()
                    ? Node.text(item).equals(condition.getLast())
                    : item instanceof Mapping mapping && mapping.get(condition.getFirst()) != null
                            && Node.text(mapping.get(condition.getFirst())).equals(condition.getLast()))
                    .findFirst().orElse(null);
        }
        if (node instanceof Mapping mapping) {
            return mapping.get(step);
        }
        throw wrongKind(step, node);
    }

    private static List<Node> items(Node node, String step) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        throw wrongKind(step, node);
    }

    private static String trimBrackets(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == '[' || text.charAt(from) == ']')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == '[' || text.charAt(to - 1) == ']')) {
            to--;
        }
        return text.substring(from, to);
    }
}
