package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The JSON form of a [FieldSet] in `metadata.managedFields[].fieldsV1`.
///
/// A path is a chain of nested objects; a member without children is an empty object, a member with children has the
/// marker `"."`. Strings inside keys and values escape `<`, `>` and `&` as Go's encoder does.
final class FieldsV1 {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMBER = ".";
    /// A power of two. Objects of one shape name the same items again and again.
    private static final int REMEMBERED = 1024;
    private static final AtomicReferenceArray<Known> KNOWN = new AtomicReferenceArray<>(REMEMBERED);

    private FieldsV1() {
    }

    /// A text that was parsed before: parsing a key as JSON costs more than all else here.
    private record Known(String text, PathElement element) {
    }

    static ObjectNode write(FieldSet set) {
        return write(set, false);
    }

    private static ObjectNode write(FieldSet set, boolean member) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (member) {
            out.set(MEMBER, JsonNodeFactory.instance.objectNode());
        }
        int m = 0;
        int p = 0;
        while (m < set.members.length || p < set.parents.length) {
            int order = m == set.members.length
                    ? 1
                    : p == set.parents.length ? -1 : set.members[m].compareTo(set.parents[p]);
            PathElement element = order <= 0 ? set.members[m] : set.parents[p];
            out.set(text(element), order < 0
                    ? JsonNodeFactory.instance.objectNode()
                    : write(set.children[p], order == 0));
            if (order <= 0) {
                m++;
            }
            if (order >= 0) {
                p++;
            }
        }
        return out;
    }

    static String text(PathElement element) {
        return switch (element) {
            case PathElement.Field(String name) -> "f:" + name;
            case PathElement.Value(JsonNode value) -> "v:" + scalar(value);
            case PathElement.Index(int position) -> "i:" + position;
            case PathElement.Key(List<PathElement.KeyField> fields) -> {
                StringBuilder text = new StringBuilder("k:{");
                for (PathElement.KeyField field : fields) {
                    if (text.length() > 3) {
                        text.append(',');
                    }
                    text.append('"').append(field.name()).append("\":").append(scalar(field.value()));
                }
                yield text.append('}').toString();
            }
        };
    }

    private static String scalar(JsonNode value) {
        if (value.isInt()) {
            return Integer.toString(value.intValue());
        }
        if (value.isTextual() && isPlain(value.textValue())) {
            return '"' + value.textValue() + '"';
        }
        String text = value.toString();
        if (value.isTextual() && text.chars().anyMatch(c -> c == '<' || c == '>' || c == '&')) {
            return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
        }
        return text;
    }

    /// Whether JSON writes a text as it is.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                return false;
            }
        }
        return true;
    }

    static FieldSet read(ObjectNode fieldsV1) {
        FieldSetBuilder builder = new FieldSetBuilder();
        readInto(fieldsV1, builder);
        return builder.build();
    }

    private static void readInto(ObjectNode node, FieldSetBuilder builder) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            PathElement element = MEMBER.equals(entry.getKey()) ? null : element(entry.getKey());
            if (element == null) {
                continue;
            }
            if (!(entry.getValue() instanceof ObjectNode child)) {
                throw new IllegalArgumentException(
                        "fieldsV1: " + entry.getKey() + " must be an object, is " + entry.getValue());
            }
            FieldSetBuilder below = new FieldSetBuilder();
            readInto(child, below);
            FieldSet set = below.build();
            if (set.isVoid() || child.has(MEMBER)) {
                builder.addMember(element);
            }
            if (!set.isVoid()) {
                builder.childSet(element, set);
            }
        }
    }

    static @Nullable PathElement element(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("fieldsV1: \"" + text + "\" must begin with f:, k:, v: or i:");
        }
        String rest = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> new PathElement.Field(rest);
            case 'v', 'k' -> remembered(text);
            case 'i' -> new PathElement.Index(Integer.parseInt(rest));
            default -> null;
        };
    }

    private static PathElement remembered(String text) {
        int slot = text.hashCode() & (REMEMBERED - 1);
        Known known = KNOWN.get(slot);
        if (known == null || !known.text.equals(text)) {
            String rest = text.substring(2);
            known = new Known(text, text.charAt(0) == 'k' ? key(rest) : new PathElement.Value(json(rest)));
            KNOWN.set(slot, known);
        }
        return known.element;
    }

    private static PathElement.Key key(String text) {
        JsonNode key = json(text);
        if (!key.isObject()) {
            throw new IllegalArgumentException("fieldsV1: \"k:" + text + "\" must name fields");
        }
        List<PathElement.KeyField> fields = new ArrayList<>(key.size());
        for (Map.Entry<String, JsonNode> field : key.properties()) {
            fields.add(new PathElement.KeyField(field.getKey(), field.getValue()));
        }
        return new PathElement.Key(fields);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fieldsV1: \"" + text + "\" is no JSON", e);
        }
    }
}
