package dev.plumbline.kubernetes.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/// Nobody grants rights that they do not have (pkg/registry/rbac/validation).
public final class Escalation {
    private final Rbac rbac;

    public Escalation(Rbac rbac) {
        this.rbac = rbac;
    }

    /// What a user who grants these rules lacks, as a message; empty when the user has them all.
    public Optional<String> refusal(User user, String namespace, JsonNode rules) {
        List<JsonNode> held = rbac.rules(user, namespace);
        Map<Right, Set<String>> missing = new LinkedHashMap<>();
        for (JsonNode rule : rules) {
            for (Right right : Right.of(rule)) {
                for (JsonNode verb : rule.path("verbs")) {
                    if (held.stream().noneMatch(own -> right.isIn(own) && has(own.path("verbs"), verb.asText()))) {
                        missing.computeIfAbsent(right, _ -> new LinkedHashSet<>()).add(verb.asText());
                    }
                }
            }
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> described = new TreeSet<>();
        missing.forEach((right, verbs) -> described.add(right.describe(verbs)));
        return Optional.of("user \"" + user.name() + "\" (groups=" + quoted(user.groups())
                + ") is attempting to grant RBAC permissions not currently held:\n" + String.join("\n", described));
    }

    /// A right without its verbs: a resource of a group, one object of it, or a path.
    private record Right(String group, String resource, String name, String path) {

        static List<Right> of(JsonNode rule) {
            List<Right> rights = new ArrayList<>();
            for (JsonNode group : rule.path("apiGroups")) {
                for (JsonNode resource : rule.path("resources")) {
                    if (rule.path("resourceNames").isEmpty()) {
                        rights.add(new Right(group.asText(), resource.asText(), "", ""));
                    }
                    rule.path("resourceNames").forEach(
                            name -> rights.add(new Right(group.asText(), resource.asText(), name.asText(), "")));
                }
            }
            rule.path("nonResourceURLs").forEach(path -> rights.add(new Right("", "", "", path.asText())));
            return rights;
        }

        boolean isIn(JsonNode rule) {
            if (!path.isEmpty()) {
                return coversPath(rule.path("nonResourceURLs"));
            }
            boolean isNamed = rule.path("resourceNames").isEmpty()
                    || (!name.isEmpty() && has(rule.path("resourceNames"), name));
            String ofAll = resource.contains("/") ? "*" + resource.substring(resource.indexOf('/')) : resource;
            return has(rule.path("apiGroups"), group) && isNamed
                    && (has(rule.path("resources"), resource) || has(rule.path("resources"), ofAll));
        }

        private boolean coversPath(JsonNode paths) {
            for (JsonNode own : paths) {
                String pattern = own.asText();
                if (pattern.equals(path) || (pattern.endsWith("*")
                        && path.startsWith(pattern.substring(0, pattern.length() - 1)))) {
                    return true;
                }
            }
            return false;
        }

        String describe(Set<String> verbs) {
            List<String> parts = new ArrayList<>();
            if (path.isEmpty()) {
                parts.add("APIGroups:" + quoted(List.of(group)));
                parts.add("Resources:" + quoted(List.of(resource)));
            } else {
                parts.add("NonResourceURLs:" + quoted(List.of(path)));
            }
            if (!name.isEmpty()) {
                parts.add("ResourceNames:" + quoted(List.of(name)));
            }
            parts.add("Verbs:" + quoted(verbs));
            return "{" + String.join(", ", parts) + "}";
        }
    }

    private static boolean has(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals("*") || value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(" ", "[", "]"));
    }
}
