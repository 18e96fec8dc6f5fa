package dev.plumbline.audit.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.audit.domain.archive.InvalidQueryException;
import dev.plumbline.contracts.EventJson;

/// Reads query parameters; what cannot be read is refused with what could be sent.
final class Query {
    private static final String EXAMPLE_TIME = "2026-11-24T23:00:00Z";

    private Query() {
    }

    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    static Optional<Instant> time(String parameter, @Nullable String value) {
        return text(value).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException _) {
                throw new InvalidQueryException("bad-time",
                        parameter + " must be a time with its offset (RFC 3339), is \"" + text + "\"",
                        "Write it like " + EXAMPLE_TIME + "; in a URL a + is %2B.");
            }
        });
    }

    /// One of an enum's values, by its name in JSON.
    static <E extends Enum<E>> Optional<E> choice(String parameter, @Nullable String value, Class<E> type) {
        return text(value).map(text -> Arrays.stream(type.getEnumConstants())
                .filter(one -> word(one).equals(text)).findFirst()
                .orElseThrow(() -> notOneOf(parameter, text,
                        Arrays.stream(type.getEnumConstants()).map(Query::word).toList())));
    }

    static Optional<Boolean> flag(String parameter, @Nullable String value) {
        return text(value).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw notOneOf(parameter, text, List.of("true", "false"));
        });
    }

    private static InvalidQueryException notOneOf(String parameter, String value, List<String> words) {
        return new InvalidQueryException("bad-" + parameter,
                parameter + " is \"" + value + "\", which is none of its values",
                "Send one of " + String.join(", ", words) + ".");
    }

    private static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }
}
