package dev.plumbline.kubernetes.cel;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Functions of lists: CEL's own and Kubernetes' list library.
final class ListFunctions {

    private ListFunctions() {
    }

    static Object call(String function, List<?> list, List<Object> arguments) throws CelException {
        return switch (function) {
            case "size" -> Functions.size(list);
            case "join" -> list.stream().map(String::valueOf)
                    .collect(Collectors.joining(arguments.size() > 1 ? arguments.get(1).toString() : ""));
            case "isSorted" -> isSorted(list);
            case "sum" -> sum(list);
            case "min" -> extreme(function, list, -1);
            case "max" -> extreme(function, list, 1);
            case "indexOf" -> indexOf(list, arguments.get(1), 0, 1);
            case "lastIndexOf" -> indexOf(list, arguments.get(1), list.size() - 1, -1);
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    private static Object item(List<?> list, int at) {
        return Objects.requireNonNull(list.get(at));
    }

    private static boolean isSorted(List<?> list) throws CelException {
        for (int i = 1; i < list.size(); i++) {
            if (Values.compare(item(list, i - 1), item(list, i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object sum(List<?> list) throws CelException {
        Object sum = 0L;
        for (int i = 0; i < list.size(); i++) {
            sum = i == 0 ? item(list, 0) : Functions.binary("+", sum, item(list, i));
        }
        return sum;
    }

    private static Object extreme(String function, List<?> list, int sign) throws CelException {
        if (list.isEmpty()) {
            throw new CelException(function + " called on empty list");
        }
        Object best = item(list, 0);
        for (int i = 1; i < list.size(); i++) {
            if (sign * Values.compare(item(list, i), best) > 0) {
                best = item(list, i);
            }
        }
        return best;
    }

    private static long indexOf(List<?> list, Object wanted, int from, int step) {
        for (int i = from; i >= 0 && i < list.size(); i += step) {
            if (Values.same(item(list, i), wanted)) {
                return i;
            }
        }
        return -1;
    }
}
