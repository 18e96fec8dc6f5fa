package dev.plumbline.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// The simple JSON paths of CustomResourceDefinitions: `.spec.replicas`, `.metadata.labels['a.b/c']`, `.spec.list[0].x`,
/// `.status.conditions[?(@.type=="Ready")].status`.
final class SimplePath {
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
                node = bracket(node, path.substring(i, end + 1));
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

    private static JsonNode bracket(JsonNode node, String text) {
        String inner = text.substring(1, text.length() - 1);
        if (text.startsWith(FILTER)) {
            return filtered(node, text.substring(FILTER.length(), text.length() - 2));
        }
        if (inner.startsWith("'") || inner.startsWith("\"")) {
            return node.path(inner.substring(1, inner.length() - 1));
        }
        try {
            return node.path(Integer.parseInt(inner));
        } catch (NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode filtered(JsonNode list, String condition) {
        int equals = condition.indexOf("==");
        if (equals < 0) {
            return MissingNode.getInstance();
        }
        String field = condition.substring(0, equals).strip();
        String wanted = condition.substring(equals + 2).strip().replaceAll("^['\"]|['\"]$", "");
        for (JsonNode item : list) {
            if (at(item, field).asText().equals(wanted)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }
}
