package dev.plumbline.kubernetes.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Decodes JSON into a declared type and back, in one step: what a Go server would answer when it is sent this JSON.
///
/// Undeclared fields are left out and reported, nulls count as absent, zero values of `omitempty` fields disappear,
/// structs that Go always writes are there as `{}`, times and quantities come out in their canonical form.
public final class TypedDecoder {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final GoType.Struct root;
    private final GoType.Struct schemaProps;

    TypedDecoder(GoType.Struct root, GoType.Struct schemaProps) {
        this.root = root;
        this.schemaProps = schemaProps;
    }

    /// Decodes an object; the argument is not changed, and untyped parts of it may be shared with the result.
    public Decoded decode(ObjectNode object) throws UnmarshalException {
        List<String> unknown = new ArrayList<>(0);
        return new Decoded(struct(root, object, Place.root(root.simpleName()), unknown), unknown);
    }

    /// The object of this type in which nothing is set: only what Go always writes.
    public ObjectNode zero() {
        return (ObjectNode) zero(root);
    }

    /// Where a value stands. Its texts are put together only when something is wrong there.
    ///
    /// @param index   of an item of a list; negative for a field or a key of a map
    /// @param inPlain whether the path for errors, which is without indexes and keys, has this step
    /// @param owner   the struct that is decoded
    private record Place(@Nullable Place above, String name, int index, boolean inPlain, String owner) {
        static Place root(String owner) {
            return new Place(null, "", -1, false, owner);
        }

        Place field(String owner, String name) {
            return new Place(this, name, -1, true, owner);
        }

        Place index(int i) {
            return new Place(this, "", i, false, owner);
        }

        Place key(String key) {
            return new Place(this, key, -1, false, owner);
        }

        /// As strict decoding reports it: `spec.containers[0].name`.
        String path() {
            if (above == null) {
                return "";
            }
            return index < 0 ? joined(above.path(), name) : above.path() + "[" + index + "]";
        }

        /// As Go's errors name it: `spec.containers.name`.
        private String plainPath() {
            if (above == null) {
                return "";
            }
            return inPlain ? joined(above.plainPath(), name) : above.plainPath();
        }

        private static String joined(String path, String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        UnmarshalException mismatch(JsonNode value, GoType type) {
            String what = switch (value.getNodeType()) {
                case ARRAY -> "array";
                case OBJECT, POJO -> "object";
                case STRING, BINARY -> "string";
                case BOOLEAN -> "bool";
                case NUMBER -> "number" + (ScalarDecoder.isIntegral(type) ? " " + value.asText() : "");
                case NULL, MISSING -> "null";
            };
            String plainPath = plainPath();
            String place = plainPath.isEmpty() ? "value" : "struct field " + owner + "." + plainPath;
            return new UnmarshalException(
                    "json: cannot unmarshal " + what + " into Go " + place + " of type " + type.goName(),
                    unconvertible(value, type));
        }
    }

    /// What k8s.io/apimachinery/pkg/runtime's converter says of a value that came from a tree.
    private static String unconvertible(JsonNode value, GoType type) {
        String kind = switch (value.getNodeType()) {
            case ARRAY -> "slice";
            case OBJECT, POJO -> "map";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case NULL, MISSING -> "invalid";
        };
        return switch (type) {
            case GoType.Struct _ -> "cannot restore struct from: " + kind;
            case GoType.ListOf _ -> "cannot restore slice from " + kind;
            case GoType.MapOf _ -> "cannot restore map from " + kind;
            case GoType.Scalar scalar -> {
                boolean isTried = value.isNumber() && (ScalarDecoder.isIntegral(scalar)
                        || (scalar == GoType.Scalar.STRING && value.isIntegralNumber()));
                yield isTried
                        ? "cannot convert " + kind + " to " + scalar.goName()
                        : "unrecognized type: " + scalar.goName();
            }
        };
    }

    private ObjectNode struct(GoType.Struct type, JsonNode value, Place place, List<String> unknown)
            throws UnmarshalException {
        if (!(value instanceof ObjectNode object)) {
            throw place.mismatch(value, type);
        }
        ObjectNode out = NODES.objectNode();
        Map<String, GoType.Field> fields = type.fields();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            GoType.Field field = fields.get(entry.getKey());
            if (field == null) {
                unknown.add(place.field("", entry.getKey()).path());
            } else if (!entry.getValue().isNull()) {
                Place at = place.field(type.simpleName(), field.name());
                JsonNode decoded = value(field.type(), entry.getValue(), at, unknown);
                if (field.presence() != GoType.Presence.OMITTED_WHEN_EMPTY || !isZero(decoded)) {
                    out.set(field.name(), decoded);
                }
            }
        }
        for (GoType.Field field : fields.values()) {
            if (field.presence() == GoType.Presence.ALWAYS && !out.has(field.name())) {
                out.set(field.name(), zero(field.type()));
            }
        }
        return out;
    }

    private JsonNode value(GoType type, JsonNode value, Place place, List<String> unknown) throws UnmarshalException {
        return switch (type) {
            case GoType.Struct struct -> value.isNull() ? zero(type) : struct(struct, value, place, unknown);
            case GoType.ListOf list -> list(list, value, place, unknown);
            case GoType.MapOf map -> map(map, value, place, unknown);
            case GoType.Scalar scalar -> scalar(scalar, value, place, unknown);
        };
    }

    private JsonNode list(GoType.ListOf type, JsonNode value, Place place, List<String> unknown)
            throws UnmarshalException {
        if (!(value instanceof ArrayNode array)) {
            throw place.mismatch(value, type);
        }
        ArrayNode out = NODES.arrayNode(array.size());
        for (int i = 0; i < array.size(); i++) {
            out.add(value(type.item(), array.get(i), place.index(i), unknown));
        }
        return out;
    }

    private JsonNode map(GoType.MapOf type, JsonNode value, Place place, List<String> unknown)
            throws UnmarshalException {
        if (!(value instanceof ObjectNode object)) {
            throw place.mismatch(value, type);
        }
        ObjectNode out = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            out.set(entry.getKey(), value(type.value(), entry.getValue(), place.key(entry.getKey()), unknown));
        }
        return out;
    }

    private JsonNode scalar(GoType.Scalar type, JsonNode value, Place place, List<String> unknown)
            throws UnmarshalException {
        if (type == GoType.Scalar.SCHEMA_OR_VALUE) {
            return value.isObject() ? struct(schemaProps, value, place, unknown) : value;
        }
        if (value.isNull()) {
            return zero(type);
        }
        JsonNode decoded = ScalarDecoder.decode(type, value);
        if (decoded.isMissingNode()) {
            throw place.mismatch(value, type);
        }
        return decoded;
    }

    private static boolean isZero(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> value.isEmpty();
            case STRING -> value.textValue().isEmpty();
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.doubleValue() == 0;
            default -> true;
        };
    }

    private static JsonNode zero(GoType type) {
        return switch (type) {
            case GoType.Struct struct -> {
                ObjectNode out = NODES.objectNode();
                for (GoType.Field field : struct.fields().values()) {
                    if (field.presence() == GoType.Presence.ALWAYS) {
                        out.set(field.name(), zero(field.type()));
                    }
                }
                yield out;
            }
            case GoType.ListOf _,GoType.MapOf _ -> NullNode.getInstance();
            case GoType.Scalar scalar -> switch (scalar) {
                case STRING -> NODES.textNode("");
                case INT32, INT64, DOUBLE, INT_OR_STRING -> NODES.numberNode(0);
                case BOOL -> NODES.booleanNode(false);
                case QUANTITY -> NODES.textNode("0");
                case TIME, MICRO_TIME, BYTES, RAW, SCHEMA_OR_VALUE -> NullNode.getInstance();
            };
        };
    }
}
