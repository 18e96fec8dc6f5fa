package dev.plumbline.kubernetes.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What the placeholders of a scenario stand for in this run.
final class Bindings {
    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z]+)(?::([A-Za-z0-9_.-]+))?}");
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("uid", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            Map.entry("time", "(?!2006-01-02T15:04:05)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z"),
            Map.entry("rv", "\\d+"), Map.entry("lrv", "\\d*"), Map.entry("continue", "[A-Za-z0-9+/=_-]+"),
            Map.entry("ip", "[0-9a-fA-F.:]+"), Map.entry("port", "\\d+"), Map.entry("name", "[a-z0-9.-]+"),
            Map.entry("any", "(?s:.*)"), Map.entry("ns", "[a-z0-9-]+"), Map.entry("date", "\\d{4}-\\d\\d-\\d\\d"));
    private static final Set<String> UNBOUND = Set.of("time", "any", "date");
    private static final Set<String> INJECTIVE = Set.of("rv", "uid", "name");

    private final Map<String, String> values = new HashMap<>();

    Bindings(String namespace) {
        values.put("ns", namespace);
    }

    Map<String, String> saved() {
        return Map.copyOf(values);
    }

    void restore(Map<String, String> saved) {
        values.clear();
        values.putAll(saved);
    }

    /// Replaces bound placeholders.
    String filled(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group().substring(2, matcher.group().length() - 1);
            matcher.appendReplacement(out, Matcher.quoteReplacement(values.getOrDefault(key, matcher.group())));
        }
        return matcher.appendTail(out).toString();
    }

    JsonNode filled(JsonNode value) {
        return switch (value) {
            case TextNode text -> TextNode.valueOf(filled(text.textValue()));
            case ObjectNode object -> {
                ObjectNode out = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> out.set(filled(field.getKey()), filled(field.getValue())));
                yield out;
            }
            case ArrayNode array -> {
                ArrayNode out = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> out.add(filled(item)));
                yield out;
            }
            default -> value;
        };
    }

    /// Whether a text fits a template; placeholders that are new in it are bound.
    boolean matches(String template, JsonNode actual) {
        if (template.equals("${any}")) {
            return true;
        }
        boolean number = actual.isIntegralNumber() && PLACEHOLDER.matcher(template).matches();
        if (!actual.isTextual() && !number) {
            return false;
        }
        String text = actual.asText();
        if (!template.contains("${")) {
            return template.equals(text);
        }
        Map<String, String> found = new LinkedHashMap<>();
        Matcher matcher = pattern(template, found).matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int group = 1;
        for (String key : found.keySet()) {
            if (!bind(key, found.getOrDefault(key, ""), matcher.group(group++))) {
                return false;
            }
        }
        return true;
    }

    private Pattern pattern(String template, Map<String, String> kindsByKey) {
        StringBuilder regex = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int at = 0;
        int anonymous = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(template.substring(at, matcher.start())));
            String kind = matcher.group(1);
            String key = matcher.group().substring(2, matcher.group().length() - 1);
            if (values.containsKey(key)) {
                regex.append(Pattern.quote(values.getOrDefault(key, "")));
            } else {
                regex.append('(').append(FORMS.getOrDefault(kind, ".+?")).append(')');
                kindsByKey.put(UNBOUND.contains(kind) ? key + "#" + anonymous++ : key, kind);
            }
            at = matcher.end();
        }
        regex.append(Pattern.quote(template.substring(at)));
        return Pattern.compile(regex.toString());
    }

    private boolean bind(String key, String kind, String value) {
        if (UNBOUND.contains(kind)) {
            return true;
        }
        if (INJECTIVE.contains(kind)) {
            boolean taken = values.entrySet().stream().anyMatch(other -> !other.getKey().equals(key)
                    && other.getKey().startsWith(kind + ":") && other.getValue().equals(value));
            if (taken) {
                return false;
            }
        }
        values.put(key, value);
        return true;
    }
}
