package dev.plumbline.audit.postgres;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.plumbline.contracts.EventJson;

/// What PostgreSQL takes as text and jsonb: everything but the character NUL, which is shown as U+FFFD.
final class Text {
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Text() {
    }

    static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }

    static @Nullable String plainOrNull(@Nullable String text) {
        return text == null ? null : plain(text);
    }

    /// The JSON of an event or a part of one.
    static String json(Object value) {
        try {
            return ESCAPED_NUL.matcher(EventJson.mapper().writeValueAsString(value)).replaceAll("$1\\\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A part of an event has no JSON form: " + value.getClass(), e);
        }
    }

    static <T> T parse(String json, Class<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row holds JSON that is no " + type.getSimpleName(), e);
        }
    }

    static <T> T parse(String json, TypeReference<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row holds JSON that is no " + type.getType(), e);
        }
    }

    /// The name of an enum's value in the contract's JSON.
    static String word(Enum<?> value) {
        return EventJson.mapper().convertValue(value, String.class);
    }

    static <E extends Enum<E>> E word(String text, Class<E> type) {
        return EventJson.mapper().convertValue(text, type);
    }
}
