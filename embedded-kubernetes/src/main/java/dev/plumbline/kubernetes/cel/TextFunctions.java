package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Functions of strings: CEL's own, the strings extension and Kubernetes' regular expressions.
final class TextFunctions {

    private TextFunctions() {
    }

    static Object call(String function, String text, List<Object> arguments) throws CelException {
        return switch (function) {
            case "size" -> Functions.size(text);
            case "contains" -> text.contains(text(function, arguments, 1));
            case "startsWith" -> text.startsWith(text(function, arguments, 1));
            case "endsWith" -> text.endsWith(text(function, arguments, 1));
            case "matches" -> pattern(text(function, arguments, 1)).matcher(text).find();
            case "find" -> find(text, text(function, arguments, 1));
            case "findAll" -> findAll(text, arguments);
            case "lowerAscii" -> text.toLowerCase(Locale.ROOT);
            case "upperAscii" -> text.toUpperCase(Locale.ROOT);
            case "trim" -> text.strip();
            case "charAt" -> text.substring(index(arguments, 1), index(arguments, 1) + 1);
            case "indexOf" -> (long) text.indexOf(text(function, arguments, 1));
            case "lastIndexOf" -> (long) text.lastIndexOf(text(function, arguments, 1));
            case "replace" -> replace(text, arguments);
            case "split" -> split(text, arguments);
            case "substring" -> substring(text, arguments);
            case "reverse" -> new StringBuilder(text).reverse().toString();
            default -> throw Values.noOverload(function, arguments.toArray());
        };
    }

    private static String text(String function, List<Object> arguments, int at) throws CelException {
        if (at < arguments.size() && arguments.get(at) instanceof String text) {
            return text;
        }
        throw Values.noOverload(function, arguments.toArray());
    }

    private static int index(List<Object> arguments, int at) throws CelException {
        if (at < arguments.size() && arguments.get(at) instanceof Long number) {
            return number.intValue();
        }
        throw Values.noOverload("index", arguments.toArray());
    }

    private static Pattern pattern(String regex) throws CelException {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new CelException("error parsing regexp: " + e.getDescription());
        }
    }

    private static String find(String text, String regex) throws CelException {
        Matcher matcher = pattern(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<Object> findAll(String text, List<Object> arguments) throws CelException {
        Matcher matcher = pattern(text("findAll", arguments, 1)).matcher(text);
        int limit = arguments.size() > 2 ? index(arguments, 2) : Integer.MAX_VALUE;
        List<Object> found = new ArrayList<>();
        while (found.size() < limit && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String replace(String text, List<Object> arguments) throws CelException {
        String from = text("replace", arguments, 1);
        String to = text("replace", arguments, 2);
        if (arguments.size() < 4) {
            return text.replace(from, to);
        }
        String out = text;
        for (int i = index(arguments, 3); i > 0 && out.contains(from); i--) {
            int at = out.indexOf(from);
            out = out.substring(0, at) + to + out.substring(at + from.length());
        }
        return out;
    }

    private static List<Object> split(String text, List<Object> arguments) throws CelException {
        String separator = text("split", arguments, 1);
        int limit = arguments.size() > 2 ? index(arguments, 2) : -1;
        if (limit == 0) {
            return List.of();
        }
        return new ArrayList<>(List.of(text.split(Pattern.quote(separator), limit)));
    }

    private static String substring(String text, List<Object> arguments) throws CelException {
        int start = index(arguments, 1);
        int end = arguments.size() > 2 ? index(arguments, 2) : text.length();
        if (start < 0 || end > text.length() || start > end) {
            throw new CelException("index out of range: " + start);
        }
        return text.substring(start, end);
    }
}
