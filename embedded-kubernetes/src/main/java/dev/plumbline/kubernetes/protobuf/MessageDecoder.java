package dev.plumbline.kubernetes.protobuf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Turns protobuf messages into the JSON that Go writes for the same objects.
final class MessageDecoder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    /// Reads the fields of a message into `target`; fields that are not in the table are skipped.
    void fields(String message, WireReader reader, ObjectNode target) {
        Map<Integer, MessageTable.Field> known = MessageTable.fields(message);
        while (reader.next()) {
            MessageTable.Field field = known.get(reader.field());
            if (field == null) {
                reader.skip();
                continue;
            }
            switch (field.shape()) {
                case SINGLE -> target.set(field.name(), value(field.type(), reader));
                case REPEATED -> target.withArrayProperty(field.name()).add(value(field.type(), reader));
                case MAP -> entry(field, reader.message(), target.withObjectProperty(field.name()));
                case INLINE -> fields(field.message(), reader.message(), target);
            }
        }
    }

    private void entry(MessageTable.Field field, WireReader entry, ObjectNode map) {
        String key = "";
        JsonNode value = field.isMessage() ? NODES.objectNode() : NODES.textNode("");
        while (entry.next()) {
            if (entry.field() == 1) {
                key = text(entry.bytes());
            } else {
                value = value(field.type(), entry);
            }
        }
        map.set(key, value);
    }

    private JsonNode value(String type, WireReader reader) {
        return switch (type.charAt(0)) {
            case 's' -> NODES.textNode(text(reader.bytes()));
            case 'y' -> NODES.textNode(Base64.getEncoder().encodeToString(reader.bytes()));
            case 'i' -> integer(reader.integer());
            case 'b' -> NODES.booleanNode(reader.integer() != 0);
            case 'd' -> NODES.numberNode(reader.real());
            default -> message(type.substring(1), reader.message());
        };
    }

    private JsonNode message(String name, WireReader reader) {
        return switch (name) {
            case "meta.v1.Time" -> time(reader, false);
            case "meta.v1.MicroTime" -> time(reader, true);
            case "api.resource.Quantity" -> NODES.textNode(text(onlyField(reader)));
            case "pkg.runtime.RawExtension", "meta.v1.FieldsV1" -> json(onlyField(reader));
            case "util.intstr.IntOrString" -> intOrString(reader);
            default -> name.endsWith(".ExtraValue") || name.equals("meta.v1.Verbs")
                    ? items(name, reader)
                    : object(name, reader);
        };
    }

    private ObjectNode object(String name, WireReader reader) {
        ObjectNode object = NODES.objectNode();
        fields(name, reader, object);
        return object;
    }

    /// Messages that stand for a list.
    private JsonNode items(String name, WireReader reader) {
        return object(name, reader).withArrayProperty("items");
    }

    private static byte[] onlyField(WireReader reader) {
        byte[] value = {};
        while (reader.next()) {
            value = reader.bytes();
        }
        return value;
    }

    private static JsonNode json(byte[] raw) {
        try {
            return raw.length == 0 ? NODES.nullNode() : JSON.readTree(raw);
        } catch (IOException e) {
            throw new IllegalArgumentException("a raw extension holds no JSON", e);
        }
    }

    private static JsonNode intOrString(WireReader reader) {
        long type = 0;
        long number = 0;
        String text = "";
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> type = reader.integer();
                case 2 -> number = reader.integer();
                case 3 -> text = text(reader.bytes());
                default -> reader.skip();
            }
        }
        return type == 0 ? integer(number) : NODES.textNode(text);
    }

    /// Go's zero time is an empty message.
    private static JsonNode time(WireReader reader, boolean micro) {
        if (reader.isEmpty()) {
            return NODES.nullNode();
        }
        long seconds = 0;
        long nanos = 0;
        while (reader.next()) {
            if (reader.field() == 1) {
                seconds = reader.integer();
            } else {
                nanos = reader.integer();
            }
        }
        Instant instant = Instant.ofEpochSecond(seconds, nanos);
        return NODES.textNode(micro ? MICRO_TIME.format(instant) : instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static JsonNode integer(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
