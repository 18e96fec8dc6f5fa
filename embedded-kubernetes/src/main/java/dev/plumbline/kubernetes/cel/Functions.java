package dev.plumbline.kubernetes.cel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operators and global functions.
final class Functions {

    private Functions() {
    }

    static Object call(String function, List<Object> arguments) throws CelException {
        return switch (arguments.size()) {
            case 0 -> nullary(function);
            case 1 -> unary(function, arguments.getFirst());
            case 2 -> binary(function, arguments.get(0), arguments.get(1));
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    private static Object nullary(String function) throws CelException {
        if (function.equals("optional.none")) {
            return Optional.empty();
        }
        throw new CelException("undeclared reference to '" + function + "'");
    }

    private static Object unary(String function, Object value) throws CelException {
        return switch (function) {
            case "!" -> !Evaluator.bool(value);
            case "neg" -> negated(value);
            case "size" -> size(value);
            case "string" -> text(value);
            case "int", "uint" -> wholeNumber(value);
            case "double" -> doubleNumber(value);
            case "bool" -> value instanceof String text ? Boolean.parseBoolean(text) : Evaluator.bool(value);
            case "bytes" -> value instanceof String text ? Values.bytes(text) : value;
            case "dyn" -> value;
            case "type" -> Values.typeOf(value);
            case "timestamp" -> timestamp(value);
            case "duration" -> duration(value);
            case "optional.of" -> Optional.of(value);
            case "optional.ofNonZeroValue" -> isZero(value) ? Optional.empty() : Optional.of(value);
            default -> throw new CelException("undeclared reference to '" + function + "'");
        };
    }

    static Object binary(String function, Object a, Object b) throws CelException {
        return switch (function) {
            case "==" -> Values.same(a, b);
            case "!=" -> !Values.same(a, b);
            case "<" -> Values.compare(a, b) < 0;
            case "<=" -> Values.compare(a, b) <= 0;
            case ">" -> Values.compare(a, b) > 0;
            case ">=" -> Values.compare(a, b) >= 0;
            case "in" -> contains(b, a);
            case "+" -> plus(a, b);
            case "-" -> minus(a, b);
            case "*", "/", "%" -> arithmetic(function, a, b);
            default -> throw new CelException("undeclared reference to '" + function + "'");
        };
    }

    private static boolean contains(Object container, Object element) throws CelException {
        if (container instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && Values.same(item, element));
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(element);
        }
        throw Values.noOverload("in", element, container);
    }

    private static Object negated(Object value) throws CelException {
        return switch (value) {
            case Long number -> Math.negateExact(number);
            case Double number -> -number;
            default -> throw Values.noOverload("-", value);
        };
    }

    private static Object plus(Object a, Object b) throws CelException {
        if (a instanceof String x && b instanceof String y) {
            return x + y;
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            List<Object> joined = new ArrayList<>(x);
            joined.addAll(y);
            return joined;
        }
        if (a instanceof Instant x && b instanceof Duration y) {
            return x.plus(y);
        }
        if (a instanceof Duration x && b instanceof Duration y) {
            return x.plus(y);
        }
        if (a instanceof Duration x && b instanceof Instant y) {
            return y.plus(x);
        }
        return arithmetic("+", a, b);
    }

    private static Object minus(Object a, Object b) throws CelException {
        if (a instanceof Instant x && b instanceof Instant y) {
            return Duration.between(y, x);
        }
        if (a instanceof Instant x && b instanceof Duration y) {
            return x.minus(y);
        }
        if (a instanceof Duration x && b instanceof Duration y) {
            return x.minus(y);
        }
        return arithmetic("-", a, b);
    }

    private static Object arithmetic(String operator, Object a, Object b) throws CelException {
        try {
            if (a instanceof Long x && b instanceof Long y) {
                return switch (operator) {
                    case "+" -> Math.addExact(x, y);
                    case "-" -> Math.subtractExact(x, y);
                    case "*" -> Math.multiplyExact(x, y);
                    case "/" -> x / y;
                    default -> x % y;
                };
            }
        } catch (ArithmeticException e) {
            throw new CelException(b.equals(0L) ? "division by zero" : "integer overflow");
        }
        if (a instanceof Double x && b instanceof Double y) {
            return switch (operator) {
                case "+" -> x + y;
                case "-" -> x - y;
                case "*" -> x * y;
                case "/" -> x / y;
                default -> throw Values.noOverload(operator, a, b);
            };
        }
        throw Values.noOverload(operator, a, b);
    }

    static Object size(Object value) throws CelException {
        return switch (value) {
            case String text -> (long) text.codePointCount(0, text.length());
            case Values.Bytes bytes -> (long) bytes.size();
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            default -> throw Values.noOverload("size", value);
        };
    }

    private static Object text(Object value) throws CelException {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Boolean bool -> bool.toString();
            case Instant instant -> instant.toString();
            case Double number -> number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : number.toString();
            case Duration duration -> duration.toSeconds() + "s";
            default -> throw Values.noOverload("string", value);
        };
    }

    private static Object wholeNumber(Object value) throws CelException {
        return switch (value) {
            case Long number -> number;
            case Double number -> number.longValue();
            case String text -> parsed(text);
            case Instant instant -> instant.getEpochSecond();
            default -> throw Values.noOverload("int", value);
        };
    }

    private static Long parsed(String text) throws CelException {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CelException("type conversion error from 'string' to 'int'");
        }
    }

    private static Object doubleNumber(Object value) throws CelException {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text -> {
                try {
                    yield Double.valueOf(text);
                } catch (NumberFormatException e) {
                    throw new CelException("type conversion error from 'string' to 'double'");
                }
            }
            default -> throw Values.noOverload("double", value);
        };
    }

    private static Object timestamp(Object value) throws CelException {
        if (value instanceof String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new CelException("type conversion error from 'string' to 'timestamp'");
            }
        }
        return value instanceof Long seconds ? Instant.ofEpochSecond(seconds) : value;
    }

    private static Object duration(Object value) throws CelException {
        return value instanceof String text ? GoDuration.parse(text) : value;
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case Boolean bool -> !bool;
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case NullValue _ -> true;
            default -> false;
        };
    }

    /// `arguments[0].function(arguments[1], …)`
    static Object member(String function, List<Object> arguments) throws CelException {
        return switch (arguments.getFirst()) {
            case String text -> TextFunctions.call(function, text, arguments);
            case List<?> list -> ListFunctions.call(function, list, arguments);
            case Instant instant -> TimeFunctions.call(function, instant, arguments);
            case Duration duration -> TimeFunctions.call(function, duration, arguments);
            case Optional<?> optional -> optional(function, optional, arguments);
            default -> {
                if (function.equals("size")) {
                    yield size(arguments.getFirst());
                }
                throw Values.noOverload(function, arguments.toArray());
            }
        };
    }

    private static Object optional(String function, Optional<?> optional, List<Object> arguments)
            throws CelException {
        return switch (function) {
            case "hasValue" -> optional.isPresent();
            case "value" -> present(optional);
            case "orValue" -> optional.isPresent() ? optional.get() : arguments.get(1);
            case "or" -> optional.isPresent() ? optional : arguments.get(1);
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    private static Object present(Optional<?> optional) throws CelException {
        if (optional.isEmpty()) {
            throw new CelException("optional.none() dereference");
        }
        return optional.get();
    }
}
