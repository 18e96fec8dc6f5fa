package dev.plumbline.kubernetes.crd;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/// The string formats that schemas may name; others are not checked.
final class Formats {
    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("date-time", Formats::isDateTime), Map.entry("datetime", Formats::isDateTime),
            Map.entry("date", Formats::isDate), Map.entry("byte", Formats::isBase64), Map.entry("uri", Formats::isUri),
            Map.entry("uuid", matching("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")),
            Map.entry("ipv4", matching("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}")),
            Map.entry("ipv6", text -> text.contains(":") && text.matches("[0-9a-fA-F:.]+")),
            Map.entry("cidr", matching("[0-9a-fA-F:.]+/\\d{1,3}")),
            Map.entry("mac", matching("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")),
            Map.entry("email", matching("[^@\\s]+@[^@\\s]+")),
            Map.entry("hostname",
                    matching("(?i)(?=.{1,255}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")),
            Map.entry("duration", matching("-?(\\d+(\\.\\d+)?\\s?(ns|us|µs|ms|s|m|h|d|w))+|0")),
            Map.entry("hexcolor", matching("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")));

    private static final Set<String> KNOWN = Set.of("bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr",
            "mac", "uuid", "uuid3", "uuid4", "uuid5", "isbn", "isbn10", "isbn13", "creditcard", "ssn", "hexcolor",
            "rgbcolor", "byte", "password", "date", "duration", "datetime", "k8s-short-name", "k8s-long-name");

    private Formats() {
    }

    /// Formats that no server knows, of all values that a schema declares.
    static void unknownIn(JsonNode schema, List<String> unknown) {
        if (!schema.isObject()) {
            return;
        }
        String format = schema.path("format").asText();
        boolean isKnown = switch (schema.path("type").asText()) {
            case "", "string" -> KNOWN.contains(format.replace("-", "")) || KNOWN.contains(format);
            case "integer" -> format.equals("int32") || format.equals("int64");
            case "number" -> format.equals("float") || format.equals("double");
            default -> false;
        };
        if (!format.isEmpty() && !isKnown) {
            unknown.add(format);
        }
        schema.path("properties").forEach(property -> unknownIn(property, unknown));
        for (String below : List.of("items", "additionalProperties", "not")) {
            unknownIn(schema.path(below), unknown);
        }
        for (String junctor : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(junctor).forEach(entry -> unknownIn(entry, unknown));
        }
    }

    static boolean holds(String format, String text) {
        Predicate<String> check = CHECKS.get(format);
        return check == null || check.test(text);
    }

    private static Predicate<String> matching(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    private static boolean isDateTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() || text.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
