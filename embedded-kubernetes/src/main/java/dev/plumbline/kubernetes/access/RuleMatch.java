package dev.plumbline.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;

/// Whether one PolicyRule covers a request.
final class RuleMatch {

    private RuleMatch() {
    }

    static boolean allows(JsonNode rule, Attributes attributes) {
        if (!contains(rule.path("verbs"), attributes.verb())) {
            return false;
        }
        if (!attributes.isResource()) {
            return coversPath(rule.path("nonResourceURLs"), attributes.path());
        }
        return contains(rule.path("apiGroups"), attributes.group())
                && coversResource(rule.path("resources"), attributes)
                && coversName(rule.path("resourceNames"), attributes.name());
    }

    private static boolean contains(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals("*") || value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean coversResource(JsonNode resources, Attributes attributes) {
        for (JsonNode value : resources) {
            String resource = value.asText();
            if (resource.equals("*") || resource.equals(attributes.qualifiedResource())
                    || (!attributes.subresource().isEmpty() && resource.equals("*/" + attributes.subresource()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean coversName(JsonNode names, String name) {
        if (names.isEmpty()) {
            return true;
        }
        for (JsonNode value : names) {
            if (value.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean coversPath(JsonNode paths, String path) {
        for (JsonNode value : paths) {
            String pattern = value.asText();
            if (pattern.equals("*") || pattern.equals(path)
                    || (pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1)))) {
                return true;
            }
        }
        return false;
    }
}
