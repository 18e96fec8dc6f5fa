package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;

/// Between trees and the bytes that are kept.
final class StoredJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    /// As Go's ObjectMeta declares them, which is how a real server writes them.
    private static final List<String> METADATA_ORDER = List.of("name", "generateName", "namespace", "selfLink", "uid",
            "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
            "labels", "annotations", "ownerReferences", "finalizers", "managedFields");

    private StoredJson() {
    }

    /// What an index needs to know of an object's metadata.
    record Links(String uid, List<String> owners) {
    }

    static ObjectNode parse(byte[] json) {
        return (ObjectNode) Json.readOwn(json);
    }

    /// The bytes to keep: metadata first and in the order of a real server, the version set, apiVersion and kind left out.
    static byte[] bytes(ObjectNode object, long version) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        JsonNode sent = object.path("metadata");
        for (String field : METADATA_ORDER) {
            if (field.equals("resourceVersion")) {
                metadata.put(field, Long.toString(version));
            } else if (sent.has(field)) {
                metadata.set(field, sent.get(field));
            }
        }
        sent.properties().forEach(field -> metadata.putIfAbsent(field.getKey(), field.getValue()));
        out.set("metadata", metadata);
        object.properties().forEach(field -> {
            if (!field.getKey().equals("metadata") && !field.getKey().equals("apiVersion")
                    && !field.getKey().equals("kind")) {
                out.set(field.getKey(), field.getValue());
            }
        });
        return Json.bytes(out);
    }

    static Map<String, String> labels(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            Map<String, String> labels = new HashMap<>();
            if (toMetadata(parser)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = parser.currentName().equals("labels");
                    if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                        while (parser.nextToken() == JsonToken.FIELD_NAME) {
                            labels.put(parser.currentName(), String.valueOf(parser.nextTextValue()));
                        }
                        break;
                    }
                    parser.skipChildren();
                }
            }
            return Map.copyOf(labels);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored object can't be parsed", e);
        }
    }

    static Links links(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            String uid = "";
            List<String> owners = new ArrayList<>(0);
            if (toMetadata(parser)) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals("uid")) {
                        uid = parser.getText();
                    } else if (name.equals("ownerReferences") && parser.currentToken() == JsonToken.START_ARRAY) {
                        owners = owners(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            return new Links(uid, owners);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored object can't be parsed", e);
        }
    }

    private static List<String> owners(JsonParser parser) throws IOException {
        List<String> owners = new ArrayList<>(1);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean uid = parser.currentName().equals("uid");
                parser.nextToken();
                if (uid) {
                    owners.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return owners;
    }

    private static boolean toMetadata(JsonParser parser) throws IOException {
        return parser.nextToken() == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME
                && parser.currentName().equals("metadata") && parser.nextToken() == JsonToken.START_OBJECT;
    }
}
