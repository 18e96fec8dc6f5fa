package dev.plumbline.audit.http.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.qute.TemplateExtension;

import dev.plumbline.contracts.EventJson;

/// How values are shown in the console's templates.
@TemplateExtension
final class Shown {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern NOT_A_WORD = Pattern.compile("true|false|null|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\\s*");
    private static final int SHORT_COMMIT = 7;
    private static final int LONG_VALUE = 90;

    private Shown() {
    }

    /// `2026-11-24 12:00:00 UTC`.
    static String exact(Instant time) {
        return EXACT.format(time);
    }

    /// `5 minutes ago`; the page's script keeps it true.
    static String ago(Instant time) {
        return ago(time, InstantSource.system().instant());
    }

    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.toSeconds() < 5) {
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s ago";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        if (age.toDays() < 1) {
            return age.toHours() + " h ago";
        }
        return age.toDays() + " d ago";
    }

    /// The first digits of a commit.
    static String abbreviated(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    /// The word for an enum's value that the API uses too.
    static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }

    /// The word as the name of a style.
    static String style(Enum<?> value) {
        return word(value).toLowerCase(Locale.ROOT);
    }

    /// A field's value: text without quotes unless it would read like something else.
    static String plain(JsonNode value) {
        return value.isTextual() && !NOT_A_WORD.matcher(value.textValue()).matches()
                ? value.textValue()
                : value.toString();
    }

    static String clipped(JsonNode value) {
        String text = plain(value);
        return text.length() > LONG_VALUE ? text.substring(0, LONG_VALUE) + "…" : text;
    }
}
