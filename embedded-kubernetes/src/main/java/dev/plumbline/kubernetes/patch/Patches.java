package dev.plumbline.kubernetes.patch;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;

/// The patch formats of a PATCH request, by their media types. Arguments are never changed.
///
/// A patch that does not fit is refused with the Status of the real server.
public final class Patches {
    private Patches() {
    }

    /// `application/json-patch+json`, RFC 6902.
    public static JsonNode json(JsonNode object, JsonNode patch) {
        return JsonPatch.apply(object, patch);
    }

    /// `application/merge-patch+json`, RFC 7386.
    public static JsonNode merge(JsonNode object, JsonNode patch) {
        if (patch.isNull()) {
            throw ApiException.badRequest("Invalid JSON Patch");
        }
        if (!(patch instanceof ObjectNode fields)) {
            throw ApiException.badRequest("error decoding patch: json: cannot unmarshal " + GoText.typeOf(patch)
                    + " into Go value of type map[string]interface {}");
        }
        return MergePatch.apply(object, fields);
    }

    /// `application/strategic-merge-patch+json`: lists merge as the published schema of the built-in kind says.
    public static ObjectNode strategic(ObjectNode object, ObjectNode patch, String group, String version,
            String kind) {
        return StrategicPatch.apply(object, patch, MergeRules.of(group, version, kind));
    }

    /// What a strict reader has to say about a patch document: keys that are there twice, and, in the operations of a
    /// JSON patch, keys that mean nothing.
    public static List<String> complaints(JsonNode patch, List<String> duplicates) {
        String head = patch.isArray() ? "json patch " : "";
        List<String> complaints = new ArrayList<>();
        duplicates.forEach(field -> complaints.add(head + "duplicate field \"" + field + "\""));
        for (int i = 0; i < patch.size() && patch.isArray(); i++) {
            String at = "[" + i + "].";
            patch.get(i).fieldNames().forEachRemaining(name -> {
                if (!JsonPatch.FIELDS.contains(name)) {
                    complaints.add(head + "unknown field \"" + at + name + "\"");
                }
            });
        }
        return complaints;
    }

    /// A patch as messages show it.
    public static String text(JsonNode patch) {
        return GoText.of(patch);
    }
}
