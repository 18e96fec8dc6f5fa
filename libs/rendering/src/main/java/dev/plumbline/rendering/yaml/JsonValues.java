package dev.plumbline.rendering.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Between YAML nodes and JSON values, with the losses of the real tool: it writes a node as YAML, reads that again,
/// and marshals the result as JSON.
public final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final char NEXT_LINE = '\u0085';

    private JsonValues() {
    }

    /// The JSON value of a node.
    ///
    /// @throws YamlProblem when a key is not a string or stands twice, a text does not fit its tag, or a number is
    ///                     infinite
    public static JsonNode of(Node node) {
        return switch (node) {
            case Mapping mapping -> object(mapping, false);
            case Sequence sequence -> array(sequence);
            case Scalar scalar -> scalar(scalar);
        };
    }

    /// The JSON value of a whole object, whose own keys become texts whatever they look like.
    public static ObjectNode object(Mapping mapping) {
        return object(mapping, true);
    }

    private static ObjectNode object(Mapping mapping, boolean root) {
        ObjectNode object = JSON.objectNode();
        Set<String> seen = new HashSet<>();
        for (Mapping.Entry entry : mapping.entries()) {
            String name = entry.name();
            if (!root && !isString(entry.key())) {
                throw new YamlProblem("the key `" + name + "` is not a string but "
                        + Dialect.V3.tagOf(name).text() + ": put it in quotes", entry.line());
            }
            if (!seen.add(name)) {
                throw new YamlProblem("the key \"" + name + "\" stands twice in one mapping", entry.line());
            }
            object.set(name, of(entry.value()));
        }
        return object;
    }

    /// A node tree for a JSON value, as the real tool makes one after a JSON patch: its numbers went through a float64.
    public static Node ofJson(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Mapping mapping = new Mapping();
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    mapping.add(string(field.getKey()), ofJson(field.getValue()), 0);
                }
                yield mapping;
            }
            case ARRAY -> {
                Sequence sequence = new Sequence();
                value.forEach(item -> sequence.items().add(ofJson(item)));
                yield sequence;
            }
            case STRING -> string(value.textValue());
            case NUMBER -> {
                String text = GoNumbers.shortest(value.doubleValue());
                yield new Scalar(Dialect.V3.tagOf(text), text, ScalarStyle.PLAIN);
            }
            case BOOLEAN -> new Scalar(Tag.BOOL, value.asText(), ScalarStyle.PLAIN);
            default -> new Scalar(Tag.NULL, "null", ScalarStyle.PLAIN);
        };
    }

    /// The same content after a way through JSON text, which keeps whole numbers and quotes every string.
    public static Node reread(Node node) {
        return reread(of(node));
    }

    private static Node reread(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Mapping mapping = new Mapping();
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    mapping.add(new Scalar(Tag.STR, field.getKey(), ScalarStyle.DOUBLE), reread(field.getValue()), 0);
                }
                yield mapping;
            }
            case ARRAY -> {
                Sequence sequence = new Sequence();
                value.forEach(item -> sequence.items().add(reread(item)));
                yield sequence;
            }
            case STRING -> new Scalar(Tag.STR, value.textValue(), ScalarStyle.DOUBLE);
            default -> {
                String text = GoJson.text(value);
                yield new Scalar(Dialect.V3.tagOf(text), text, ScalarStyle.PLAIN);
            }
        };
    }

    /// A number as it looks after having been written as JSON and read again: whole where JSON shows it whole.
    static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new YamlProblem(value + " cannot be written as JSON", 0);
        }
        String text = GoNumbers.json(value);
        BigInteger whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 ? GoNumbers.integer(text) : null;
        return whole == null ? DoubleNode.valueOf(value) : integer(whole);
    }

    static JsonNode integer(BigInteger value) {
        if (value.bitLength() < 32) {
            return IntNode.valueOf(value.intValue());
        }
        return value.bitLength() < 64 ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    private static Scalar string(String text) {
        boolean quoted = text.indexOf('\n') >= 0 || Dialect.V2.mustQuote(text) || !PlainText.of(text).isPlainAllowed();
        return new Scalar(Tag.STR, text, quoted ? ScalarStyle.DOUBLE : ScalarStyle.PLAIN);
    }

    private static ArrayNode array(Sequence sequence) {
        ArrayNode array = JSON.arrayNode(sequence.items().size());
        for (Node item : sequence.items()) {
            array.add(of(item));
        }
        return array;
    }

    private static boolean isString(Scalar key) {
        return switch (key.tag()) {
            case STR -> true;
            case NONE -> key.style() != ScalarStyle.PLAIN || Dialect.V3.tagOf(key.text()) == Tag.STR;
            default -> false;
        };
    }

    private static JsonNode scalar(Scalar scalar) {
        String text = scalar.style() == ScalarStyle.FOLDED ? FoldedText.rewritten(scalar.text()) : scalar.text();
        if (text.indexOf(NEXT_LINE) >= 0) {
            text = withoutNextLines(text);
        }
        if (scalar.tag() == Tag.STR) {
            return TextNode.valueOf(text);
        }
        boolean quoted = scalar.style() != ScalarStyle.PLAIN || text.indexOf('\n') >= 0;
        if (scalar.tag() == Tag.NONE) {
            return quoted ? TextNode.valueOf(text) : typed(Dialect.V3.tagOf(text), text);
        }
        Tag resolved = Dialect.V3.tagOf(text);
        if (resolved == scalar.tag() && quoted) {
            return TextNode.valueOf(text);
        }
        boolean fits = resolved == scalar.tag() || scalar.tag() == Tag.BINARY || scalar.tag() == Tag.MERGE
                || (scalar.tag() == Tag.FLOAT && resolved == Tag.INT);
        if (!fits) {
            throw new YamlProblem("cannot decode " + resolved.text() + " `" + text + "` as a " + scalar.tag().text(),
                    0);
        }
        return typed(scalar.tag(), text);
    }

    /// A U+0085 stands unescaped in JSON text, where a YAML parser folds it as it folds a line break.
    private static String withoutNextLines(String text) {
        StringBuilder folded = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != NEXT_LINE) {
                folded.append(text.charAt(i));
                i++;
                continue;
            }
            int breaks = 0;
            while (i < text.length() && isFolded(text.charAt(i))) {
                breaks += text.charAt(i) == NEXT_LINE ? 1 : 0;
                i++;
            }
            while (!folded.isEmpty() && isFolded(folded.charAt(folded.length() - 1))) {
                folded.setLength(folded.length() - 1);
            }
            folded.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
        }
        return folded.toString();
    }

    private static boolean isFolded(char c) {
        return c == NEXT_LINE || c == ' ' || c == '\t';
    }

    private static JsonNode typed(Tag tag, String text) {
        return switch (tag) {
            case NULL -> NullNode.instance;
            case BOOL -> BooleanNode.valueOf(Dialect.V3.booleanOf(text));
            case INT -> whole(text);
            case FLOAT -> number(floating(text));
            case TIMESTAMP -> TextNode.valueOf(timestamp(text));
            case BINARY -> TextNode.valueOf(binary(text));
            case STR, NONE, MERGE, OTHER -> TextNode.valueOf(text);
        };
    }

    private static JsonNode whole(String text) {
        BigInteger value = GoNumbers.integer(GoNumbers.withoutUnderscores(text));
        return value == null ? number(floating(text)) : integer(value);
    }

    private static double floating(String text) {
        BigInteger whole = GoNumbers.integer(GoNumbers.withoutUnderscores(text));
        return whole == null ? GoNumbers.floating(text) : whole.doubleValue();
    }

    private static String timestamp(String text) {
        var time = Timestamps.parse(text);
        return time == null ? text : Timestamps.json(time);
    }

    private static String binary(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new YamlProblem("!!binary value contains invalid base64 data: " + e.getMessage(), 0);
        }
    }
}
