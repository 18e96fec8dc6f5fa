package dev.plumbline.kubernetes.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.json.YamlWriter;
import dev.plumbline.kubernetes.requests.Answer;
import dev.plumbline.kubernetes.requests.Page;
import dev.plumbline.kubernetes.requests.Presentation;
import dev.plumbline.kubernetes.resources.BuiltinResources;
import dev.plumbline.kubernetes.resources.ResourceType;

/// Answers in the form that the client accepts.
final class Rendering {
    private static final ResourceType SCALE = BuiltinResources.scale();

    private final Presentation presentation;

    Rendering(Presentation presentation) {
        this.presentation = presentation;
    }

    Reply.Whole of(Answer answer, Output output, List<String> warnings) {
        return switch (answer) {
            case Answer.One(int code, var type, var stored) -> output.form() == Output.Form.OBJECT && !output.yaml()
                    ? new Reply.Whole(code, output.contentType(), presentation.bytes(type, stored), warnings)
                    : object(code, type, presentation.of(type, stored), output, warnings);
            case Answer.Unstored(int code, var type, var object) -> object(code, type, object, output, warnings);
            case Answer.Other(int code, var object) -> whole(code, other(object, output), output, warnings);
            case Answer.Many(var type, var page) -> list(type, page, output, warnings);
            case Answer.Plain(var status) -> whole(status.code(), status.toJson(), output, warnings);
        };
    }

    private static Reply.Whole object(int code, ResourceType type, ObjectNode object, Output output,
            List<String> warnings) {
        ObjectNode shown = switch (output.form()) {
            case OBJECT -> object;
            case PARTIAL -> Tables.partial(object, Tables.version(output));
            case PARTIAL_LIST -> throw notAcceptable("you requested PartialObjectMetadataList, but the requested "
                    + "object is not a list (" + goType(type, type.kind()) + ")");
            case TABLE -> Tables.of(type, List.of(object), Tables.metadataOf(object), output, true);
        };
        return whole(code, shown, output, warnings);
    }

    /// Of the kinds that are not stored only Scale has a table.
    private static ObjectNode other(ObjectNode object, Output output) {
        return output.form() == Output.Form.TABLE && object.path("kind").asText().equals("Scale")
                ? Tables.of(SCALE, List.of(object), Tables.metadataOf(object), output, true)
                : object;
    }

    static Reply.Whole whole(int code, ObjectNode object, Output output, List<String> warnings) {
        byte[] body = output.yaml() ? YamlWriter.write(object).getBytes(StandardCharsets.UTF_8) : Json.bytes(object);
        return new Reply.Whole(code, output.contentType(), body, warnings);
    }

    private Reply.Whole list(ResourceType type, Page page, Output output, List<String> warnings) {
        if (output.form() == Output.Form.OBJECT && !output.yaml()) {
            return new Reply.Whole(200, output.contentType(), listBytes(type, page), warnings);
        }
        List<ObjectNode> objects = new ArrayList<>(page.items().size());
        page.items().forEach(stored -> objects.add(presentation.of(type, stored)));
        ObjectNode shown = switch (output.form()) {
            case OBJECT -> listOf(type.names().listKind(), type.apiVersion(), page,
                    type.traits().custom() ? objects : objects.stream().map(Rendering::bare).toList());
            case PARTIAL -> throw notAcceptable("you requested PartialObjectMetadata, but the requested object is a "
                    + "list (" + goType(type, type.names().listKind()) + ")");
            case PARTIAL_LIST -> listOf("PartialObjectMetadataList", "meta.k8s.io/" + Tables.version(output), page,
                    objects.stream().map(object -> Tables.partial(object, Tables.version(output))).toList());
            case TABLE -> Tables.of(type, objects, metadata(page), output, true);
        };
        return whole(200, shown, output, warnings);
    }

    private static ApiException notAcceptable(String message) {
        return ApiException.of(406, "NotAcceptable", message);
    }

    private static String goType(ResourceType type, String kind) {
        if (type.traits().custom()) {
            return kind.equals(type.kind()) ? "*unstructured.Unstructured" : "*unstructured.UnstructuredList";
        }
        String group = type.group().isEmpty() ? "core" : type.group();
        int dot = group.indexOf('.');
        return "*" + (dot < 0 ? group : group.substring(0, dot)) + "." + kind;
    }

    /// An item of a typed list does not say again what it is.
    private static ObjectNode bare(ObjectNode object) {
        return object.deepCopy().remove(List.of("kind", "apiVersion"));
    }

    private static ObjectNode listOf(String kind, String apiVersion, Page page, List<ObjectNode> objects) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", kind).put("apiVersion", apiVersion);
        list.set("metadata", metadata(page));
        ArrayNode items = list.putArray("items");
        objects.forEach(items::add);
        return list;
    }

    private static ObjectNode metadata(Page page) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resourceVersion", Long.toString(page.version()));
        if (!page.continueToken().isEmpty()) {
            metadata.put("continue", page.continueToken());
        }
        page.remaining().ifPresent(remaining -> metadata.put("remainingItemCount", remaining));
        return metadata;
    }

    /// Lists of custom resources say that nothing follows.
    private static ObjectNode customMetadata(Page page) {
        ObjectNode metadata = metadata(page);
        return metadata.has("continue") ? metadata : metadata.put("continue", "");
    }

    /// Stored bytes one after the other: nothing is parsed.
    private byte[] listBytes(ResourceType type, Page page) {
        int size = 256 + page.items().stream().mapToInt(stored -> stored.json().length + 64).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        out.writeBytes(utf8("{\"kind\":\"" + type.names().listKind() + "\",\"apiVersion\":\"" + type.apiVersion()
                + "\",\"metadata\":"));
        out.writeBytes(Json.bytes(type.traits().custom() ? customMetadata(page) : metadata(page)));
        out.writeBytes(utf8(",\"items\":["));
        for (int i = 0; i < page.items().size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(type.traits().custom()
                    ? presentation.bytes(type, page.items().get(i))
                    : presentation.bare(type, page.items().get(i)));
        }
        out.writeBytes(utf8("]}"));
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
