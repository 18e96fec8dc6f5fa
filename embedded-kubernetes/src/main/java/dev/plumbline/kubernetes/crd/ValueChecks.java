package dev.plumbline.kubernetes.crd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.plumbline.kubernetes.api.Cause;

/// Checks of one value against its schema, worded as kube-openapi words them; what lies in it is not looked at.
final class ValueChecks {

    private ValueChecks() {
    }

    /// @param at path of the value, empty for the object itself
    static List<Cause> of(JsonNode schema, boolean intOrString, JsonNode value, String at) {
        List<Cause> causes = new ArrayList<>(0);
        if (!typeFits(schema, intOrString, value, at, causes)) {
            return causes;
        }
        enumeration(schema, value, at, causes);
        switch (value.getNodeType()) {
            case STRING -> text(schema, value.textValue(), at, causes);
            case NUMBER -> number(schema, value, at, causes);
            case ARRAY -> array(schema, value, at, causes);
            case OBJECT -> object(schema, value, at, causes);
            default -> {
            }
        }
        return causes;
    }

    private static boolean typeFits(JsonNode schema, boolean intOrString, JsonNode value, String at,
            List<Cause> causes) {
        String type = schema.path("type").asText();
        String actual = typeOf(value);
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return false;
        }
        if (intOrString) {
            if (actual.equals("integer") || actual.equals("string")) {
                return true;
            }
            causes.add(typeInvalid(at, "integer,string", actual));
            return false;
        }
        boolean fits = type.isEmpty() || type.equals(actual) || (type.equals("number") && actual.equals("integer"));
        if (!fits) {
            causes.add(typeInvalid(at, type, actual));
            if (type.equals("integer") && actual.equals("number")) {
                causes.add(Cause.invalid("<nil>", "", "Checked value must be of type integer (default format) in "
                        + at));
            }
        }
        return fits;
    }

    private static Cause typeInvalid(String at, String type, String actual) {
        return Cause.typeInvalid(at, actual, at + " in body must be of type " + type + ": \"" + actual + "\"");
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NUMBER -> value.isIntegralNumber() || isWhole(value.decimalValue()) ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static void enumeration(JsonNode schema, JsonNode value, String at, List<Cause> causes) {
        JsonNode allowed = schema.path("enum");
        if (allowed.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode candidate : allowed) {
            if (candidate.equals(value)) {
                return;
            }
            texts.add(candidate.isTextual() ? candidate.textValue() : candidate.toString());
        }
        causes.add(Cause.notSupported(at, value, texts));
    }

    /// The first complaint only, as the real validator gives.
    private static void text(JsonNode schema, String text, String at, List<Cause> causes) {
        int length = text.codePointCount(0, text.length());
        JsonNode max = schema.path("maxLength");
        JsonNode min = schema.path("minLength");
        JsonNode pattern = schema.path("pattern");
        JsonNode format = schema.path("format");
        if (max.isNumber() && length > max.asLong()) {
            causes.add(Cause.tooLong(at, max.asInt()));
        } else if (min.isNumber() && length < min.asLong()) {
            causes.add(Cause.invalid(at, text, at + " in body should be at least " + min.asLong() + " chars long"));
        } else if (pattern.isTextual() && !Pattern.compile(pattern.textValue()).matcher(text).find()) {
            causes.add(Cause.invalid(at, text, at + " in body should match '" + pattern.textValue() + "'"));
        } else if (format.isTextual() && !Formats.holds(format.textValue(), text)) {
            causes.add(Cause.typeInvalid(at, text,
                    at + " in body must be of type " + format.textValue() + ": \"" + text + "\""));
        }
    }

    private static void number(JsonNode schema, JsonNode value, String at, List<Cause> causes) {
        BigDecimal number = value.decimalValue();
        JsonNode multiple = schema.path("multipleOf");
        if (multiple.isNumber() && number.remainder(multiple.decimalValue()).signum() != 0) {
            causes.add(Cause.invalid(at, value, at + " in body should be a multiple of " + multiple.asText()));
        }
        bound(schema, "maximum", 1, "less", number, value, at, causes);
        bound(schema, "minimum", -1, "greater", number, value, at, causes);
    }

    private static void bound(JsonNode schema, String name, int sign, String word, BigDecimal number, JsonNode value,
            String at, List<Cause> causes) {
        JsonNode bound = schema.path(name);
        if (!bound.isNumber()) {
            return;
        }
        boolean exclusive = schema
                .path("exclusive" + Character.toUpperCase(name.charAt(0)) + name.substring(1)).asBoolean();
        int order = sign * Integer.signum(number.compareTo(bound.decimalValue()));
        if (order > 0 || (exclusive && order == 0)) {
            causes.add(Cause.invalid(at, value, at + " in body should be " + word + " than "
                    + (exclusive ? "" : "or equal to ") + bound.asText()));
        }
    }

    private static void array(JsonNode schema, JsonNode value, String at, List<Cause> causes) {
        JsonNode max = schema.path("maxItems");
        JsonNode min = schema.path("minItems");
        if (max.isNumber() && value.size() > max.asLong()) {
            causes.add(Cause.tooMany(at, value.size(), max.asInt()));
        }
        if (min.isNumber() && value.size() < min.asLong()) {
            causes.add(Cause.invalid(at, JsonNodeFactory.instance.numberNode(value.size()),
                    at + " in body should have at least " + min.asLong() + " items"));
        }
        Set<JsonNode> seen = new HashSet<>();
        if (schema.path("uniqueItems").asBoolean()) {
            for (JsonNode item : value) {
                if (!seen.add(item)) {
                    causes.add(Cause.invalid(at, "", at + " in body shouldn't contain duplicates"));
                    return;
                }
            }
        }
    }

    private static void object(JsonNode schema, JsonNode value, String at, List<Cause> causes) {
        JsonNode max = schema.path("maxProperties");
        JsonNode min = schema.path("minProperties");
        if (max.isNumber() && value.size() > max.asLong()) {
            causes.add(Cause.tooMany(at, value.size(), max.asInt()));
        }
        if (min.isNumber() && value.size() < min.asLong()) {
            causes.add(Cause.invalid(at, JsonNodeFactory.instance.numberNode(value.size()),
                    at + " in body should have at least " + min.asLong() + " properties"));
        }
        for (JsonNode required : schema.path("required")) {
            JsonNode present = value.get(required.asText());
            if (present == null || present.isNull()) {
                causes.add(Cause.required(at.isEmpty() ? required.asText() : at + "." + required.asText(), ""));
            }
        }
    }
}
