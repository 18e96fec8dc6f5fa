package dev.plumbline.kubernetes.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Reads JSON as a Kubernetes server does: the last of duplicate keys wins, and all are reported.
public final class Json {
    private static final int MAX_DEPTH = 500;
    private static final int MAX_OWN_DEPTH = 10_000;
    private static final int FIRST_BYTES = 4096;
    private static final JsonFactory FACTORY = factory(MAX_DEPTH);
    private static final JsonFactory OWN = factory(MAX_OWN_DEPTH);
    private static final DefaultPrettyPrinter GO_INDENTATION = new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")).withArrayIndenter(new DefaultIndenter("  ", "\n"));
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final List<String> duplicates = new ArrayList<>(0);

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    private static JsonFactory factory(int maxDepth) {
        return JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(maxDepth)
                .maxStringLength(Integer.MAX_VALUE).build()).build();
    }

    /// A document and the paths of its duplicate keys (`metadata.name`).
    public record Document(JsonNode value, List<String> duplicates) {
    }

    /// Reads a whole document; broken syntax is an IOException.
    public static Document read(byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            Json json = new Json(parser);
            if (parser.nextToken() == null) {
                throw new IOException("unexpected end of JSON input");
            }
            JsonNode value = json.value();
            if (parser.nextToken() != null) {
                throw new IOException("invalid character after top-level value");
            }
            return new Document(value, json.duplicates);
        }
    }

    /// Reads what this server wrote.
    public static JsonNode readOwn(byte[] bytes) {
        try (JsonParser parser = OWN.createParser(bytes)) {
            parser.nextToken();
            return new Json(parser).value();
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that this server wrote can't be parsed", e);
        }
    }

    public static byte[] bytes(JsonNode value) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(FIRST_BYTES)) {
            try (JsonGenerator generator = OWN.createGenerator(out)) {
                write(generator, value);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A tree can't be written as JSON", e);
        }
    }

    /// For people: a field a line, indented by two spaces, as Go's MarshalIndent writes it.
    public static byte[] indented(JsonNode value) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(FIRST_BYTES)) {
            try (JsonGenerator generator = OWN.createGenerator(out)) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter(GO_INDENTATION));
                write(generator, value);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A tree can't be written as JSON", e);
        }
    }

    private static void write(JsonGenerator out, JsonNode value) throws IOException {
        switch (value) {
            case ObjectNode object -> {
                out.writeStartObject(object, object.size());
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    out.writeFieldName(field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case ArrayNode array -> {
                out.writeStartArray(array, array.size());
                for (JsonNode item : array) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case TextNode text -> out.writeString(text.textValue());
            case BooleanNode truth -> out.writeBoolean(truth.booleanValue());
            case NumericNode number -> number.serialize(out, null);
            case NullNode _,MissingNode _ -> out.writeNull();
            default -> throw new IllegalArgumentException("No JSON is made of a " + value.getClass().getSimpleName());
        }
    }

    private JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            default -> throw new IOException("unexpected end of JSON input");
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> IntNode.valueOf(parser.getIntValue());
            case LONG -> LongNode.valueOf(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (object.has(name)) {
                duplicates.add(path(parser.getParsingContext()));
            }
            parser.nextToken();
            object.set(name, value());
        }
        return object;
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String above = path(context.getParent());
        if (context.inArray()) {
            return above + "[" + context.getCurrentIndex() + "]";
        }
        return above.isEmpty() ? context.getCurrentName() : above + "." + context.getCurrentName();
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw new IOException("unexpected end of JSON input");
            }
            array.add(value());
        }
        return array;
    }
}
