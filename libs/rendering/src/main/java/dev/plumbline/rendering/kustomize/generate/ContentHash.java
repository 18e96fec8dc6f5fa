package dev.plumbline.rendering.kustomize.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.rendering.kustomize.resource.Resource;
import dev.plumbline.rendering.yaml.GoJson;
import dev.plumbline.rendering.yaml.JsonValues;
import dev.plumbline.rendering.yaml.Node;
import dev.plumbline.rendering.yaml.Scalar;

/// The ten letters that a generated object's name ends in: SHA-256 over kind and content, as hexadecimal digits with
/// those replaced that could spell words.
public final class ContentHash {
    private static final int LENGTH = 10;

    private ContentHash() {
    }

    /// The hash of a ConfigMap or Secret. Name, namespace, labels, annotations and `immutable` do not count.
    public static String of(Resource resource) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("kind", resource.kind());
        content.put("name", "");
        content.set("data", value(resource, "data"));
        if (resource.kind().equals("Secret")) {
            content.set("type", value(resource, "type"));
            addMapping(content, resource, "stringData");
        } else {
            addMapping(content, resource, "binaryData");
        }
        return letters(GoJson.text(content));
    }

    private static void addMapping(ObjectNode content, Resource resource, String field) {
        JsonNode value = value(resource, field);
        if (value.isObject()) {
            content.set(field, value);
        }
    }

    private static JsonNode value(Resource resource, String field) {
        Node node = resource.root().get(field);
        return switch (node) {
            case null -> JsonNodeFactory.instance.textNode("");
            case Scalar scalar -> JsonNodeFactory.instance.textNode(scalar.text());
            case Node other -> JsonValues.of(other);
        };
    }

    private static String letters(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH).replace('0', 'g').replace('1', 'h')
                    .replace('3', 'k').replace('a', 'm').replace('e', 't');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
