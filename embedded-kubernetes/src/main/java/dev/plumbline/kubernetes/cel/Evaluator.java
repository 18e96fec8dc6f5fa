package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Computes the value of a syntax tree for given variables.
final class Evaluator {
    /// Comprehensions over large inputs end here, as a real server's cost limit ends them.
    private static final long MAX_STEPS = 5_000_000;

    private final Map<String, Object> variables;
    private long steps;

    Evaluator(Map<String, Object> variables) {
        this.variables = new LinkedHashMap<>(variables);
    }

    Object value(Expression expression) throws CelException {
        if (++steps > MAX_STEPS) {
            throw new CelException("operation cancelled: actual cost limit exceeded");
        }
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Identifier(String name) -> variable(name);
            case Expression.Select select -> select(select);
            case Expression.Index index -> index(index);
            case Expression.Call call -> call(call);
            case Expression.MemberCall call -> memberCall(call);
            case Expression.ListOf(List<Expression> items) -> values(items);
            case Expression.MapOf map -> map(map);
        };
    }

    private Object variable(String name) throws CelException {
        Object value = variables.get(name);
        if (value == null) {
            throw new CelException("undeclared reference to '" + name + "'");
        }
        return value;
    }

    private List<Object> values(List<Expression> expressions) throws CelException {
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression));
        }
        return values;
    }

    private Map<Object, Object> map(Expression.MapOf map) throws CelException {
        Map<Object, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < map.keys().size(); i++) {
            out.put(value(map.keys().get(i)), value(map.values().get(i)));
        }
        return out;
    }

    private Object select(Expression.Select select) throws CelException {
        Object operand = value(select.operand());
        boolean wrapped = operand instanceof Optional<?>;
        Object target = unwrapped(operand);
        @Nullable
        Object found = target instanceof Map<?, ?> map ? map.get(unescaped(select.field())) : null;
        if (select.optional() || wrapped) {
            return Optional.ofNullable(found);
        }
        if (found == null) {
            throw new CelException("no such key: " + select.field());
        }
        return found;
    }

    /// Property names that are reserved words or no identifiers are escaped in rules.
    private static String unescaped(String field) {
        String name = field;
        if (name.startsWith("__") && name.endsWith("__") && name.length() > 4) {
            name = name.substring(2, name.length() - 2);
        }
        return name.replace("__dot__", ".").replace("__dash__", "-").replace("__slash__", "/")
                .replace("__underscores__", "__");
    }

    private static Object unwrapped(Object operand) {
        if (operand instanceof Optional<?> optional) {
            return optional.isPresent() ? optional.get() : NullValue.NULL;
        }
        return operand;
    }

    private Object index(Expression.Index index) throws CelException {
        Object operand = value(index.operand());
        Object key = value(index.index());
        Object target = unwrapped(operand);
        @Nullable
        Object found = null;
        if (target instanceof Map<?, ?> map) {
            found = map.get(key);
        } else if (target instanceof List<?> list && key instanceof Long position && position >= 0
                && position < list.size()) {
            found = list.get(position.intValue());
        }
        if (index.optional() || operand instanceof Optional<?>) {
            return Optional.ofNullable(found);
        }
        if (found == null) {
            throw new CelException(target instanceof List<?> ? "index out of bounds: " + key : "no such key: " + key);
        }
        return found;
    }

    private Object call(Expression.Call call) throws CelException {
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case "&&" -> shortCircuit(arguments, false);
            case "||" -> shortCircuit(arguments, true);
            case "?:" -> value(bool(value(arguments.get(0))) ? arguments.get(1) : arguments.get(2));
            case "has" -> has(arguments);
            default -> Functions.call(call.function(), values(arguments));
        };
    }

    /// An error on one side is forgiven when the other side decides.
    private Object shortCircuit(List<Expression> arguments, boolean deciding) throws CelException {
        boolean left;
        try {
            left = bool(value(arguments.get(0)));
        } catch (CelException e) {
            if (bool(value(arguments.get(1))) == deciding) {
                return deciding;
            }
            throw e;
        }
        return left == deciding ? deciding : bool(value(arguments.get(1)));
    }

    private Object has(List<Expression> arguments) throws CelException {
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Expression.Select select)) {
            throw new CelException("invalid argument to has() macro");
        }
        Object operand = value(select.operand());
        return operand instanceof Map<?, ?> map && map.containsKey(unescaped(select.field()));
    }

    static boolean bool(Object value) throws CelException {
        if (value instanceof Boolean decided) {
            return decided;
        }
        throw Values.noOverload("bool", value);
    }

    private Object memberCall(Expression.MemberCall call) throws CelException {
        if (Macros.isMacro(call)) {
            return new Macros(this).expand(call);
        }
        if (call.target() instanceof Expression.Identifier(String name) && !variables.containsKey(name)) {
            return Functions.call(name + "." + call.function(), values(call.arguments()));
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(value(call.target()));
        arguments.addAll(values(call.arguments()));
        return Functions.member(call.function(), arguments);
    }

    /// The value of an expression with one more variable.
    Object with(String name, Object bound, Expression expression) throws CelException {
        Object hidden = variables.put(name, bound);
        try {
            return value(expression);
        } finally {
            if (hidden == null) {
                variables.remove(name);
            } else {
                variables.put(name, hidden);
            }
        }
    }
}
