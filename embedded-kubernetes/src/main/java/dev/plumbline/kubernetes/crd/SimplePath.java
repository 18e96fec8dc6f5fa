package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// The simple JSON paths of CustomResourceDefinitions: `.spec.replicas`, `.metadata.labels['a.b/c']`, `.spec.list[0].x`,
/// `.spec.list[-1]`, `.spec.list[*].x`, `.status.conditions[?(@.type=="Ready")].status`.
final class SimplePath {
    private static final String ALL = "[*]";
    private static final String FILTER = "[?(@.";

    private SimplePath() {
    }

    static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        int i = 0;
        while (i < path.length()) {
            char c = path.charAt(i);
            if (c == '.') {
                i++;
            } else if (c == '[') {
                int end = path.indexOf(']', i);
                if (path.startsWith(FILTER, i)) {
                    end = path.indexOf(")]", i) + 1;
                }
                if (end < 0 || end == 0) {
                    return MissingNode.getInstance();
                }
                String text = path.substring(i, end + 1);
                if (text.equals(ALL) || text.startsWith(FILTER)) {
                    return firstOf(chosen(node, text), path.substring(end + 1));
                }
                node = bracket(node, text);
                i = end + 1;
            } else {
                int end = i;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end += path.charAt(end) == '\\' ? 2 : 1;
                }
                node = node.path(path.substring(i, Math.min(end, path.length())).replace("\\", ""));
                i = end;
            }
        }
        return node;
    }

    /// Where several items are meant, the first that has the rest of the path counts.
    private static JsonNode firstOf(List<JsonNode> items, String rest) {
        return items.stream().map(item -> at(item, rest)).filter(found -> !found.isMissingNode()).findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static List<JsonNode> chosen(JsonNode list, String text) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        if (text.equals(ALL)) {
            return items;
        }
        String condition = text.substring(FILTER.length(), text.length() - 2);
        boolean isNegated = condition.contains("!=");
        int operator = condition.indexOf(isNegated ? "!=" : "==");
        if (operator < 0) {
            return List.of();
        }
        String field = condition.substring(0, operator).strip();
        String wanted = condition.substring(operator + 2).strip().replaceAll("^['\"]|['\"]$", "");
        return items.stream().filter(item -> at(item, field).asText().equals(wanted) != isNegated).toList();
    }

    private static JsonNode bracket(JsonNode node, String text) {
        String inner = text.substring(1, text.length() - 1);
        if (inner.startsWith("'") || inner.startsWith("\"")) {
            return node.path(inner.substring(1, inner.length() - 1));
        }
        try {
            int index = Integer.parseInt(inner);
            return node.path(index < 0 ? node.size() + index : index);
        } catch (NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }
}
