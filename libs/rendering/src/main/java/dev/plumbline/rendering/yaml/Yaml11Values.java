package dev.plumbline.rendering.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// JSON values of YAML 1.1 text, as JSON patches and configuration are read: `yes` and `on` are booleans, dates are
/// texts, keys of other types become texts.
public final class Yaml11Values {

    private Yaml11Values() {
    }

    public static JsonNode of(Node node) {
        return switch (node) {
            case Mapping mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Mapping.Entry entry : mapping.entries()) {
                    object.set(scalar(entry.key()).asText(), of(entry.value()));
                }
                yield object;
            }
            case Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case Scalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(Scalar scalar) {
        if (scalar.tag() == Tag.TIMESTAMP) {
            return TextNode.valueOf(scalar.text());
        }
        boolean oldBoolean = scalar.tag() == Tag.STR && scalar.style() == ScalarStyle.PLAIN
                && Dialect.V2.tagOf(scalar.text()) == Tag.BOOL;
        return oldBoolean ? BooleanNode.valueOf(Dialect.V2.booleanOf(scalar.text())) : JsonValues.of(scalar);
    }
}
