package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The comprehensions: `all`, `exists`, `exists_one`, `map` and `filter`, and those of optional values
final class Macros {
    private static final Set<String> NAMES = Set.of("all", "exists", "exists_one", "existsOne", "map", "filter",
            "optMap", "optFlatMap");

    private final Evaluator evaluator;

    Macros(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static boolean isMacro(Expression.MemberCall call) {
        return NAMES.contains(call.function()) && call.arguments().size() >= 2
                && call.arguments().getFirst() instanceof Expression.Identifier;
    }

    Object expand(Expression.MemberCall call) throws CelException {
        String variable = ((Expression.Identifier) call.arguments().getFirst()).name();
        Object target = evaluator.value(call.target());
        if (target instanceof Optional<?> optional) {
            return optional(call, variable, optional);
        }
        List<Object> elements = elements(call.function(), target);
        Expression body = call.arguments().get(1);
        return switch (call.function()) {
            case "all" -> all(elements, variable, body);
            case "exists" -> exists(elements, variable, body);
            case "exists_one", "existsOne" -> count(elements, variable, body) == 1;
            case "filter" -> filtered(elements, variable, body);
            case "map" -> mapped(elements, variable, call.arguments());
            default -> throw Values.noOverload(call.function(), target);
        };
    }

    private Object optional(Expression.MemberCall call, String variable, Optional<?> optional)
            throws CelException {
        if (optional.isEmpty()) {
            return optional;
        }
        Object result = evaluator.with(variable, optional.get(), call.arguments().get(1));
        return call.function().equals("optFlatMap") ? result : Optional.of(result);
    }

    private static List<Object> elements(String function, Object target) throws CelException {
        if (target instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (target instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        throw Values.noOverload(function, target);
    }

    /// As with `&&`, a false element outweighs an error.
    private Object all(List<Object> elements, String variable, Expression body) throws CelException {
        CelException failure = null;
        for (Object element : elements) {
            try {
                if (!Evaluator.bool(evaluator.with(variable, element, body))) {
                    return false;
                }
            } catch (CelException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private Object exists(List<Object> elements, String variable, Expression body) throws CelException {
        CelException failure = null;
        for (Object element : elements) {
            try {
                if (Evaluator.bool(evaluator.with(variable, element, body))) {
                    return true;
                }
            } catch (CelException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    private long count(List<Object> elements, String variable, Expression body) throws CelException {
        return filtered(elements, variable, body).size();
    }

    private List<Object> filtered(List<Object> elements, String variable, Expression body) throws CelException {
        List<Object> kept = new ArrayList<>();
        for (Object element : elements) {
            if (Evaluator.bool(evaluator.with(variable, element, body))) {
                kept.add(element);
            }
        }
        return kept;
    }

    private List<Object> mapped(List<Object> elements, String variable, List<Expression> arguments)
            throws CelException {
        List<Object> mapped = new ArrayList<>();
        boolean filters = arguments.size() == 3;
        for (Object element : elements) {
            if (!filters || Evaluator.bool(evaluator.with(variable, element, arguments.get(1)))) {
                mapped.add(evaluator.with(variable, element, arguments.getLast()));
            }
        }
        return mapped;
    }
}
