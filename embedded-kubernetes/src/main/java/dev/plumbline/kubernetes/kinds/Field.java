package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.kubernetes.api.Cause;

/// A place in an object that is being validated: its value, its path, and where to report what is wrong there.
///
/// The claims (`required()`, `between(…)`, `oneOf(…)`) report when they do not hold, with the words of
/// apimachinery's validation packages, and return the field, so that they can be chained. Claims other than
/// [#required()] say nothing about a missing value.
final class Field {
    private final JsonNode value;
    private final @Nullable Field above;
    private final String name;
    private final int index;
    private final List<Cause> causes;

    /// @param above null for the object itself
    /// @param name  of the field, or `[key]` of the entry of a map; empty for an item of a list
    private Field(JsonNode value, @Nullable Field above, String name, int index, List<Cause> causes) {
        this.value = value;
        this.above = above;
        this.name = name;
        this.index = index;
        this.causes = causes;
    }

    static Field root(ObjectNode object, List<Cause> causes) {
        return new Field(object, null, "", -1, causes);
    }

    JsonNode value() {
        return value;
    }

    String text() {
        return value.asText("");
    }

    boolean isSet() {
        return Trees.isSet(value);
    }

    boolean isPresent() {
        return Trees.isPresent(value);
    }

    /// The field below, or several levels below.
    Field at(String... names) {
        Field field = this;
        for (String name : names) {
            field = new Field(field.value.path(name), field, name, -1, causes);
        }
        return field;
    }

    /// The entry of a map, whose path is written in brackets.
    Field key(String key) {
        return new Field(value.path(key), this, "[" + key + "]", -1, causes);
    }

    /// The same place with another value to report, as Go does for values that it computed.
    Field as(JsonNode other) {
        return new Field(other, above, name, index, causes);
    }

    List<Field> items() {
        List<Field> items = new ArrayList<>();
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            items.add(new Field(value.get(i), this, "", i, causes));
        }
        return items;
    }

    Field each(Consumer<Field> check) {
        items().forEach(check);
        return this;
    }

    /// Checks the object here, if there is one.
    Field ifPresent(Consumer<Field> check) {
        if (isPresent()) {
            check.accept(this);
        }
        return this;
    }

    Field invalid(String detail) {
        return report(Cause.invalid(path(), shown(), detail));
    }

    /// As [#invalid], without the value: for what several fields together get wrong.
    Field unfit(String detail) {
        return report(new Cause("FieldValueInvalid", "Invalid value: " + detail, path()));
    }

    Field required(String detail) {
        return isSet() ? this : report(Cause.required(path(), detail));
    }

    Field required() {
        return required("");
    }

    /// Reports the field as missing, whatever it holds.
    Field missing(String detail) {
        return report(Cause.required(path(), detail));
    }

    Field forbidden(String detail) {
        return report(Cause.forbidden(path(), detail));
    }

    Field forbiddenIf(boolean condition, String detail) {
        return condition && isPresent() ? forbidden(detail) : this;
    }

    Field duplicate() {
        return report(Cause.duplicate(path(), shown()));
    }

    Field tooLong(int most) {
        return report(Cause.tooLong(path(), most));
    }

    /// A list of no more than `most` items.
    Field atMost(int most) {
        return value.size() > most ? report(Cause.tooMany(path(), value.size(), most)) : this;
    }

    Field notFound() {
        return report(Cause.notFound(path(), shown()));
    }

    Field unsupported(List<String> supported) {
        return report(Cause.notSupported(path(), shown(), supported));
    }

    Field oneOf(String... supported) {
        return !isSet() || List.of(supported).contains(text()) ? this : unsupported(List.of(supported));
    }

    /// As [#oneOf], for a field without which the object makes no sense.
    Field requiredOneOf(String detail, String... supported) {
        return isSet() ? oneOf(supported) : missing(detail);
    }

    Field between(long low, long high) {
        boolean holds = !value.isNumber() || (value.asLong() >= low && value.asLong() <= high);
        return holds ? this : invalid("must be between " + low + " and " + high + ", inclusive");
    }

    Field atLeast(long low) {
        boolean holds = !value.isNumber() || value.asLong() >= low;
        return holds ? this : invalid("must be greater than or equal to " + low);
    }

    Field notNegative() {
        return atLeast(0);
    }

    Field positive() {
        boolean holds = !value.isNumber() || value.asLong() > 0;
        return holds ? this : invalid("must be greater than 0");
    }

    /// Reports each of the problems that `rule` finds in the text here.
    Field matches(Function<String, List<String>> rule) {
        if (isPresent() && value.isTextual()) {
            rule.apply(value.textValue()).forEach(this::invalid);
        }
        return this;
    }

    /// As [#matches], for a field without which the object makes no sense.
    Field requiredMatch(Function<String, List<String>> rule) {
        return isSet() ? matches(rule) : missing("");
    }

    /// The field cannot be changed after creation.
    Field immutable(JsonNode old) {
        return immutable(old, "field is immutable");
    }

    Field immutable(JsonNode old, String detail) {
        JsonNode before = old.isMissingNode() ? NullNode.getInstance() : old;
        JsonNode now = value.isMissingNode() ? NullNode.getInstance() : value;
        return before.equals(now) ? this : invalid(detail);
    }

    /// The values of `name` in the items of this list are all different; the later one is reported.
    Field unique(String name) {
        Set<JsonNode> seen = new HashSet<>();
        for (Field item : items()) {
            Field field = item.at(name);
            if (field.isSet() && !seen.add(field.value)) {
                field.duplicate();
            }
        }
        return this;
    }

    Field report(Cause cause) {
        causes.add(cause);
        return this;
    }

    /// `spec.containers[0].name`; put together only to be reported.
    String path() {
        if (above == null) {
            return name;
        }
        String start = above.path();
        if (index >= 0) {
            return start + "[" + index + "]";
        }
        return start.isEmpty() || name.startsWith("[") ? start + name : start + "." + name;
    }

    private Object shown() {
        return switch (value) {
            case TextNode text -> text.textValue();
            default -> value.isMissingNode() ? NullNode.getInstance() : value;
        };
    }
}
