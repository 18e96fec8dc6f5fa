package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// Checks of parts that many kinds have: labels, selectors, quantities, int-or-percent.
final class SharedChecks {
    private SharedChecks() {
    }

    static void labels(Field labels) {
        for (Map.Entry<String, JsonNode> label : labels.value().properties()) {
            NameRules.qualifiedName(label.getKey()).forEach(complaint -> labels.as(text(label.getKey()))
                    .invalid(complaint));
            labelValue(labels, label.getValue().asText());
        }
    }

    private static void labelValue(Field at, String value) {
        for (String complaint : NameRules.labelValue(value)) {
            at.as(text(value)).invalid(complaint.replace("63 characters", "63 bytes"));
        }
    }

    static void annotations(Field annotations) {
        annotations.value().fieldNames().forEachRemaining(key -> NameRules
                .qualifiedName(key.toLowerCase(java.util.Locale.ROOT))
                .forEach(complaint -> annotations.as(text(key)).invalid(complaint)));
    }

    /// A LabelSelector: the operators and how many values they take.
    static void selector(Field selector) {
        labels(selector.at("matchLabels"));
        selector.at("matchExpressions").each(expression -> {
            int values = expression.value().path("values").size();
            switch (expression.at("operator").text()) {
                case "In", "NotIn" -> {
                    if (values == 0) {
                        expression.at("values").missing("must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (values > 0) {
                        expression.at("values").forbidden(
                                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                }
                default -> expression.at("operator").invalid("not a valid selector operator");
            }
            expression.at("key").matches(NameRules::qualifiedName);
        });
    }

    /// Whether a selector has no terms.
    static boolean isEmptySelector(JsonNode selector) {
        return selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
    }

    static boolean hasValidLabels(JsonNode selector) {
        return selector.path("matchLabels").properties().stream()
                .allMatch(label -> NameRules.qualifiedName(label.getKey()).isEmpty()
                        && NameRules.labelValue(label.getValue().asText()).isEmpty());
    }

    static boolean matches(JsonNode selector, JsonNode labels) {
        boolean matchesLabels = selector.path("matchLabels").properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
        for (JsonNode expression : selector.path("matchExpressions")) {
            JsonNode label = labels.path(expression.path("key").asText());
            boolean isListed = label.isTextual() && Trees.texts(expression.path("values")).contains(label.asText());
            matchesLabels &= switch (expression.path("operator").asText()) {
                case "In" -> isListed;
                case "NotIn" -> !isListed;
                case "Exists" -> !label.isMissingNode();
                default -> label.isMissingNode();
            };
        }
        return matchesLabels;
    }

    /// A whole number that is not negative, or a percentage up to `most` percent.
    static void intOrPercent(Field field, int most) {
        if (!field.isPresent()) {
            return;
        }
        if (field.value().isTextual()) {
            String text = field.text();
            if (!text.matches("\\d+%")) {
                field.invalid("a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  "
                        + "or '93%', regex used for validation is '[0-9]+%')");
            } else if (Integer.parseInt(text.substring(0, text.length() - 1)) > most) {
                field.invalid("must not be greater than " + most + "%");
            }
        } else {
            field.notNegative();
        }
    }

    static boolean isZero(JsonNode intOrPercent) {
        String text = intOrPercent.asText("");
        return text.equals("0") || text.equals("0%");
    }

    /// No quantity of the map is negative.
    static void quantities(Field quantities) {
        for (String name : names(quantities.value())) {
            Field amount = quantities.key(name);
            Quantity quantity = Quantity.at(amount.value());
            if (quantity != null && quantity.isNegative()) {
                amount.invalid("must be greater than or equal to 0");
            }
        }
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
    }

    /// A map as Go prints it, by its keys.
    static JsonNode sorted(JsonNode map) {
        if (!map.isObject()) {
            return map;
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        names(map).forEach(name -> sorted.set(name, map.get(name)));
        return sorted;
    }

    static JsonNode text(String value) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(value);
    }

    /// The fields of a union (`volumes[i]`, `env.valueFrom`) that are set, in the order given.
    static List<String> set(ObjectNode object, List<String> names) {
        return names.stream().filter(name -> object.hasNonNull(name)).toList();
    }
}
