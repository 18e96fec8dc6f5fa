package dev.plumbline.kubernetes.typed;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Single values of the types that [TypedDecoder] meets.
final class ScalarDecoder {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final Pattern SIX_FRACTIONAL_DIGITS = Pattern.compile("[^.]*\\.\\d{6}(Z|[+-].*)");
    private static final Pattern QUANTITY = Pattern
            .compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)(|[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)");

    private ScalarDecoder() {
    }

    static boolean isIntegral(GoType type) {
        return type == GoType.Scalar.INT32 || type == GoType.Scalar.INT64;
    }

    /// The value in canonical form, or a MissingNode when its JSON type does not fit.
    static JsonNode decode(GoType.Scalar type, JsonNode value) throws UnmarshalException {
        return switch (type) {
            case STRING -> value.isTextual() ? value : MissingNode.getInstance();
            case BOOL -> value.isBoolean() ? value : MissingNode.getInstance();
            case DOUBLE -> value.isNumber() ? value : MissingNode.getInstance();
            case INT32 -> value.isIntegralNumber() && value.canConvertToInt() ? value : MissingNode.getInstance();
            case INT64 -> value.isIntegralNumber() && value.canConvertToLong() ? value : MissingNode.getInstance();
            case INT_OR_STRING -> intOrString(value);
            case QUANTITY -> quantity(value);
            case TIME -> time(value);
            case MICRO_TIME -> microTime(value);
            case BYTES -> bytes(value);
            case RAW, SCHEMA_OR_VALUE -> value;
        };
    }

    private static JsonNode intOrString(JsonNode value) {
        if (value.isTextual()) {
            return value;
        }
        return value.isIntegralNumber() && value.canConvertToInt()
                ? IntNode.valueOf(value.intValue())
                : MissingNode.getInstance();
    }

    private static JsonNode quantity(JsonNode value) throws UnmarshalException {
        if (!value.isTextual() && !value.isNumber()) {
            throw new UnmarshalException("quantities must match the regular expression "
                    + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        String text = value.asText();
        if (!QUANTITY.matcher(text).matches()) {
            throw new UnmarshalException("quantities must match the regular expression "
                    + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode time(JsonNode value) throws UnmarshalException {
        if (!value.isTextual()) {
            return MissingNode.getInstance();
        }
        return TextNode.valueOf(SECONDS.format(parsed(value.textValue(), "2006-01-02T15:04:05Z07:00")));
    }

    private static JsonNode microTime(JsonNode value) throws UnmarshalException {
        if (!value.isTextual()) {
            return MissingNode.getInstance();
        }
        String text = value.textValue();
        String layout = "2006-01-02T15:04:05.000000Z07:00";
        if (!SIX_FRACTIONAL_DIGITS.matcher(text).matches()) {
            throw GoTime.refusal(text, layout);
        }
        return TextNode.valueOf(MICROS.format(parsed(text, layout)));
    }

    private static OffsetDateTime parsed(String text, String layout) throws UnmarshalException {
        try {
            return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw GoTime.refusal(text, layout);
        }
    }

    private static JsonNode bytes(JsonNode value) throws UnmarshalException {
        if (!value.isTextual()) {
            return MissingNode.getInstance();
        }
        String text = value.textValue().replace("\n", "").replace("\r", "");
        try {
            return TextNode.valueOf(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new UnmarshalException("illegal base64 data at input byte " + firstBad(text));
        }
    }

    private static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean valid = c == '+' || c == '/' || (c < 128 && Character.isLetterOrDigit(c));
            if (!valid && (c != '=' || i < text.length() - 2)) {
                return i;
            }
        }
        return text.length() - text.length() % 4;
    }
}
