package dev.plumbline.kubernetes.typed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/// The types of the built-in kinds, read from `builtin-types.json` (written by `tools/builtin_tables.py`).
///
/// Types are named by the last three parts of their OpenAPI name: `core.v1.Pod`.
public final class TypeTable {
    private final Map<String, GoType.Struct> structs = new HashMap<>();

    private TypeTable() {
    }

    /// The table that is shipped with the server.
    public static TypeTable builtin() {
        TypeTable table = new TypeTable();
        try (InputStream in = TypeTable.class.getResourceAsStream("/dev/plumbline/kubernetes/builtin-types.json");
                JsonParser parser = new JsonFactory().createParser(in)) {
            table.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("builtin-types.json in the server's jar can't be read", e);
        }
        return table;
    }

    /// A decoder for the named type.
    public TypedDecoder decoder(String name) {
        GoType.Struct struct = structs.get(name);
        if (struct == null) {
            throw new IllegalArgumentException("builtin-types.json has no type " + name);
        }
        return new TypedDecoder(struct, struct("apiextensions.v1.JSONSchemaProps"));
    }

    private void read(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            GoType.Struct struct = struct(parser.currentName());
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                struct.fields().put(field, field(field, parser.nextTextValue()));
            }
        }
    }

    private GoType.Field field(String name, String code) {
        return switch (code.charAt(0)) {
            case '!' -> new GoType.Field(name, type(code.substring(1)), GoType.Presence.ALWAYS);
            case '*' -> new GoType.Field(name, type(code.substring(1)), GoType.Presence.POINTER);
            case '@', 'q', 'x', 't', 'm', 'r', 'p' -> new GoType.Field(name, type(code), GoType.Presence.POINTER);
            default -> new GoType.Field(name, type(code), GoType.Presence.OMITTED_WHEN_EMPTY);
        };
    }

    private GoType type(String code) {
        return switch (code.charAt(0)) {
            case '[' -> new GoType.ListOf(type(code.substring(1)));
            case '{' -> new GoType.MapOf(type(code.substring(1)));
            case '@' -> struct(code.substring(1));
            case 's' -> GoType.Scalar.STRING;
            case 'i' -> GoType.Scalar.INT32;
            case 'l' -> GoType.Scalar.INT64;
            case 'b' -> GoType.Scalar.BOOL;
            case 'n' -> GoType.Scalar.DOUBLE;
            case 'q' -> GoType.Scalar.QUANTITY;
            case 'x' -> GoType.Scalar.INT_OR_STRING;
            case 't' -> GoType.Scalar.TIME;
            case 'm' -> GoType.Scalar.MICRO_TIME;
            case 'y' -> GoType.Scalar.BYTES;
            case 'r' -> GoType.Scalar.RAW;
            case 'p' -> GoType.Scalar.SCHEMA_OR_VALUE;
            default -> throw new IllegalArgumentException("builtin-types.json: unknown type code " + code);
        };
    }

    private GoType.Struct struct(String name) {
        return structs.computeIfAbsent(name, TypeTable::empty);
    }

    private static GoType.Struct empty(String name) {
        String[] parts = name.split("\\.", -1);
        return new GoType.Struct(parts[1], parts[2]);
    }
}
