package dev.plumbline.kubernetes.cel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Values: Boolean, Long, Double, String, [Bytes], List, Map, Instant, Duration, Optional and [NullValue].
final class Values {

    private Values() {
    }

    /// Bytes that compare by content.
    record Bytes(String latin1) {
        int size() {
            return latin1.length();
        }
    }

    static Bytes bytes(String text) {
        return new Bytes(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    static boolean same(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.longValue() == y.longValue();
        }
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameLists(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.size() == y.size() && x.entrySet().stream().allMatch(entry -> {
                Object other = y.get(entry.getKey());
                return other != null && same(Objects.requireNonNull(entry.getValue()), other);
            });
        }
        return a.equals(b);
    }

    private static boolean sameLists(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!same(Objects.requireNonNull(x.get(i)), Objects.requireNonNull(y.get(i)))) {
                return false;
            }
        }
        return true;
    }

    static int compare(Object a, Object b) throws CelException {
        if (a instanceof Number x && b instanceof Number y) {
            return x instanceof Long && y instanceof Long
                    ? Long.compare(x.longValue(), y.longValue())
                    : Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        if (a instanceof Duration x && b instanceof Duration y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        throw noOverload("<", a, b);
    }

    static CelException noOverload(String function, Object... arguments) {
        StringBuilder types = new StringBuilder();
        for (Object argument : arguments) {
            types.append(types.isEmpty() ? "" : ", ").append(typeOf(argument));
        }
        return new CelException("found no matching overload for '" + function + "' applied to '(" + types + ")'");
    }

    static String typeOf(Object value) {
        return switch (value) {
            case Boolean _ -> "bool";
            case Long _ -> "int";
            case Double _ -> "double";
            case String _ -> "string";
            case Bytes _ -> "bytes";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "map";
            case Instant _ -> "google.protobuf.Timestamp";
            case Duration _ -> "google.protobuf.Duration";
            case Optional<?> _ -> "optional_type";
            case NullValue _ -> "null_type";
            default -> value.getClass().getSimpleName();
        };
    }
}
