package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Reads and makes parts of a JSON tree.
public final class Trees {
    private Trees() {
    }

    /// The object in `field`, made and put there when it is missing or null.
    public static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode child ? child : parent.putObject(field);
    }

    /// The list in `field`, made and put there when it is missing or null.
    public static ArrayNode list(ObjectNode parent, String field) {
        return parent.get(field) instanceof ArrayNode child ? child : parent.putArray(field);
    }

    /// The node at the end of `fields`, a missing node when any of them is missing.
    public static JsonNode at(JsonNode from, String... fields) {
        JsonNode node = from;
        for (String field : fields) {
            node = node.path(field);
        }
        return node;
    }

    public static String text(JsonNode from, String... fields) {
        return at(from, fields).asText("");
    }

    /// Whether the field holds something: not missing, not null, not empty.
    public static boolean isSet(JsonNode node) {
        return !node.isMissingNode() && !node.isNull() && !(node.isTextual() && node.textValue().isEmpty())
                && !(node.isContainerNode() && node.isEmpty());
    }

    public static boolean isPresent(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    /// The map of strings at `node`, in its order; what is no string is read as its text.
    public static Map<String, String> strings(JsonNode node) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            strings.put(entry.getKey(), entry.getValue().asText());
        }
        return strings;
    }

    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /// Takes `field` over from `source`, or removes it where `source` has none.
    public static void copyField(ObjectNode target, JsonNode source, String field) {
        JsonNode value = source.get(field);
        if (value == null) {
            target.remove(field);
        } else {
            target.set(field, value.deepCopy());
        }
    }
}
