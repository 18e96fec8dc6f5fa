package dev.plumbline.manifests;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What YAML scalars mean to go-yaml v2 (`resolve.go`) and then to Go's JSON.
final class YamlScalars {
    private static final Map<String, JsonNode> WORDS = words();
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);
    /// From here on Go writes floats with an exponent.
    private static final double MAX_WHOLE = 1e21;

    private YamlScalars() {
    }

    static JsonNode value(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(PlainSchema.PLAIN)) {
            return plain(text);
        }
        return switch (tag.getValue()) {
            case "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp" -> TextNode.valueOf(text);
            case "tag:yaml.org,2002:binary" -> TextNode.valueOf(
                    new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
            case "tag:yaml.org,2002:null" -> NullNode.instance;
            case "tag:yaml.org,2002:float" -> floating(text, plain(text));
            case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool" -> plain(text);
            default -> TextNode.valueOf(text);
        };
    }

    private static JsonNode floating(String text, JsonNode plain) {
        if (!plain.isNumber()) {
            throw new IllegalArgumentException("!!float needs a number, is \"" + text + "\"");
        }
        return plain;
    }

    static JsonNode plain(String text) {
        JsonNode word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        char first = text.charAt(0);
        boolean mayBeNumber = (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
        JsonNode number = mayBeNumber ? number(text) : null;
        return number == null ? TextNode.valueOf(text) : number;
    }

    private static @Nullable JsonNode number(String text) {
        if (text.length() > 3 && text.toLowerCase(Locale.ROOT).matches("[-+]?\\.inf|\\.nan")) {
            throw new IllegalArgumentException("JSON has no number " + text + "; quote it if it is a string");
        }
        String digits = text.replace("_", "");
        BigInteger integer = text.charAt(0) == '.' ? null : integer(digits);
        if (integer != null) {
            return integral(integer);
        }
        if (!FLOAT.matcher(digits).matches()) {
            return null;
        }
        return floating(Double.parseDouble(digits));
    }

    private static JsonNode integral(BigInteger integer) {
        return integer.bitLength() < 32
                ? JsonNodeFactory.instance.numberNode(integer.intValue())
                : integer.bitLength() < 64
                        ? JsonNodeFactory.instance.numberNode(integer.longValue())
                        : JsonNodeFactory.instance.numberNode(integer);
    }

    /// Go writes whole floats without a point, so they come back as integers.
    private static JsonNode floating(double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("the number is too large");
        }
        if (value == Math.rint(value) && Math.abs(value) < MAX_WHOLE) {
            return integral(DecimalNode.valueOf(BigDecimal.valueOf(value)).bigIntegerValue());
        }
        return DoubleNode.valueOf(value);
    }

    /// Go's `strconv.ParseInt(text, 0, 64)`, then `ParseUint`: a leading `0`, `0o`, `0x` or `0b` chooses the base.
    private static @Nullable BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.isEmpty()) {
            return null;
        }
        int radix = radix(unsigned);
        String digits = switch (radix) {
            case 10 -> unsigned;
            case 8 -> unsigned.substring(unsigned.length() > 1 && Character.isLetter(unsigned.charAt(1)) ? 2 : 1);
            default -> unsigned.substring(2);
        };
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return null;
        }
        BigInteger value = new BigInteger(digits, radix);
        BigInteger signed = negative ? value.negate() : value;
        return signed.compareTo(MIN_SIGNED) < 0 || signed.compareTo(MAX_UNSIGNED) > 0 ? null : signed;
    }

    private static int radix(String unsigned) {
        if (unsigned.length() < 2 || unsigned.charAt(0) != '0') {
            return 10;
        }
        return switch (unsigned.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static Map<String, JsonNode> words() {
        Map<String, JsonNode> words = new HashMap<>();
        for (String word : "y Y yes Yes YES true True TRUE on On ON".split(" ")) {
            words.put(word, BooleanNode.TRUE);
        }
        for (String word : "n N no No NO false False FALSE off Off OFF".split(" ")) {
            words.put(word, BooleanNode.FALSE);
        }
        for (String word : "~ null Null NULL".split(" ")) {
            words.put(word, NullNode.instance);
        }
        words.put("", NullNode.instance);
        return Map.copyOf(words);
    }
}
