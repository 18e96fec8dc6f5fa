package dev.plumbline.kubernetes.api;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One reason for which an object is refused: an entry of a Status' `details.causes`.
///
/// The factories word their messages as apimachinery's `field.Error` does, so that the Status reads like the real one.
///
/// @param reason  a CauseType such as `FieldValueInvalid`
/// @param message without the field's path, for instance `Required value: a name is needed`
/// @param field   path as Go prints it: `spec.template.spec.containers[0].image`, `metadata.labels[a/b]`
public record Cause(String reason, String message, String field) {

    /// A field that must be there is not; `detail` may be empty.
    public static Cause required(String field, String detail) {
        return new Cause("FieldValueRequired", withDetail("Required value", detail), field);
    }

    /// A value that breaks a rule; `value` is printed as Go prints it: strings quoted, objects as JSON.
    public static Cause invalid(String field, Object value, String detail) {
        return new Cause("FieldValueInvalid", withDetail("Invalid value: " + printed(value), detail), field);
    }

    /// A value that another item has already.
    public static Cause duplicate(String field, Object value) {
        return new Cause("FieldValueDuplicate", "Duplicate value: " + printed(value), field);
    }

    /// A value outside of an enumeration.
    public static Cause notSupported(String field, Object value, List<String> supported) {
        String listed = String.join(", ", supported.stream().map(Cause::quoted).toList());
        return new Cause("FieldValueNotSupported",
                "Unsupported value: " + printed(value) + ": supported values: " + listed, field);
    }

    /// A field that may not be set here.
    public static Cause forbidden(String field, String detail) {
        return new Cause("FieldValueForbidden", withDetail("Forbidden", detail), field);
    }

    /// A reference to something that does not exist.
    public static Cause notFound(String field, Object value) {
        return new Cause("FieldValueNotFound", "Not found: " + printed(value), field);
    }

    /// A string of more than `maxLength` bytes.
    public static Cause tooLong(String field, int maxLength) {
        return new Cause("FieldValueTooLong", "Too long: may not be more than " + maxLength + " bytes", field);
    }

    /// A list of more than `max` items.
    public static Cause tooMany(String field, int actual, int max) {
        return new Cause("FieldValueTooMany", "Too many: " + actual + ": must have at most " + max + " items", field);
    }

    /// A value of another type than declared, as CRD schemas are checked.
    public static Cause typeInvalid(String field, Object value, String detail) {
        return new Cause("FieldValueTypeInvalid", withDetail("Invalid value: " + printed(value), detail), field);
    }

    /// The text for a Status' message: the path, then the message.
    public String line() {
        return field.isEmpty() ? message : field + ": " + message;
    }

    private static String withDetail(String head, String detail) {
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    private static String printed(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case ObjectNode object -> object.toString();
            case JsonNode node when node.isTextual() -> quoted(node.textValue());
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
