package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/// A parsed expression that can be evaluated again and again.
public final class Program {
    private final Expression expression;

    private Program(Expression expression) {
        this.expression = expression;
    }

    /// Parses; the exception's message says what is wrong.
    public static Program of(String text) throws CelException {
        return new Program(Parser.parse(text));
    }

    /// The value of a condition.
    ///
    /// @param variables values made by [#value(JsonNode)] or [#optional(Optional)]
    public boolean test(Map<String, Object> variables) throws CelException {
        return Evaluator.bool(new Evaluator(variables).value(expression));
    }

    /// The value of a text expression.
    public String text(Map<String, Object> variables) throws CelException {
        return String.valueOf(new Evaluator(variables).value(expression));
    }

    /// A JSON value as expressions see it.
    public static Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                json.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(json.size());
                json.forEach(item -> list.add(value(item)));
                yield list;
            }
            case STRING, BINARY -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case NULL, MISSING, POJO -> NullValue.NULL;
        };
    }

    /// An optional value, as `oldSelf` is under `optionalOldSelf`.
    public static Object optional(Optional<JsonNode> json) {
        return json.map(Program::value);
    }

    private static Object number(JsonNode json) {
        return json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
    }

    /// The values of a number of a schema of type `number`, which are doubles even where they are whole.
    public static Object doubleValue(JsonNode json) {
        return json.doubleValue();
    }

    /// A timestamp, as strings of format `date-time` are.
    public static Object timestamp(String text) throws CelException {
        return Functions.call("timestamp", List.of(text));
    }

    /// A duration, as strings of format `duration` are.
    public static Object duration(String text) throws CelException {
        return Functions.call("duration", List.of(text));
    }
}
