package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.plumbline.kubernetes.api.Cause;

/// What is wrong with the paths that a version of a CustomResourceDefinition names: of its scale, of the columns that
/// kubectl prints, of the fields that a fieldSelector may name.
final class VersionChecks {
    private static final List<String> TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> FORMATS = List.of("byte", "date", "date-time", "double", "float", "int32",
            "int64",
            "password");
    private static final List<String> SELECTABLE = List.of("string", "boolean", "integer");
    private static final int MAX_SELECTABLE = 8;

    private VersionChecks() {
    }

    static List<Cause> scale(JsonNode scale, String at) {
        List<Cause> causes = new ArrayList<>(0);
        if (scale.isObject()) {
            path(scale.path("specReplicasPath"), at + ".scale.specReplicasPath", causes, ".spec.");
            path(scale.path("statusReplicasPath"), at + ".scale.statusReplicasPath", causes, ".status.");
            if (!scale.path("labelSelectorPath").asText().isEmpty()) {
                path(scale.path("labelSelectorPath"), at + ".scale.labelSelectorPath", causes, ".spec.", ".status.");
            }
        }
        return causes;
    }

    private static void path(JsonNode path, String at, List<Cause> causes, String... starts) {
        String text = path.asText();
        if (text.isEmpty()) {
            causes.add(Cause.required(at, ""));
        } else if (!text.startsWith(".")) {
            causes.add(notSimple(path, at));
        } else if (List.of(starts).stream().noneMatch(text::startsWith)) {
            String place = starts.length > 1
                    ? "either .spec or .status"
                    : starts[0].substring(0, starts[0].length() - 1);
            causes.add(Cause.invalid(at, path, "should be a json path under " + place));
        }
    }

    private static Cause notSimple(JsonNode path, String at) {
        return Cause.invalid(at, path, "must be a simple json path starting with .");
    }

    static List<Cause> columns(JsonNode columns, String at) {
        List<Cause> causes = new ArrayList<>(0);
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String place = at + "[" + i + "]";
            if (column.path("name").asText().isEmpty()) {
                causes.add(Cause.required(place + ".name", ""));
            }
            String types = "must be one of " + String.join(",", TYPES);
            if (column.path("type").asText().isEmpty()) {
                causes.add(Cause.required(place + ".type", types));
            } else if (!TYPES.contains(column.path("type").asText())) {
                causes.add(Cause.invalid(place + ".type", column.path("type"), types));
            }
            String format = column.path("format").asText();
            if (!format.isEmpty() && !FORMATS.contains(format)) {
                causes.add(Cause.invalid(place + ".format", format, "must be one of " + String.join(",", FORMATS)));
            }
            String path = column.path("jsonPath").asText();
            if (path.isEmpty()) {
                causes.add(Cause.required(place + ".JSONPath", ""));
            } else if (!path.startsWith(".")) {
                causes.add(notSimple(column.path("jsonPath"), place + ".JSONPath"));
            }
        }
        return causes;
    }

    static List<Cause> selectableFields(DeclaredVersion version, String at) {
        List<Cause> causes = new ArrayList<>(0);
        JsonNode fields = version.json().path("selectableFields");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            JsonNode path = fields.get(i).path("jsonPath");
            String place = at + "[" + i + "].jsonPath";
            if (path.asText().isEmpty()) {
                causes.add(Cause.required(place, ""));
                continue;
            }
            if (path.asText().startsWith(".metadata.")) {
                causes.add(Cause.invalid(place, path, "must not point to fields in metadata"));
                continue;
            }
            JsonNode schema = path.asText().startsWith(".")
                    ? schemaAt(version.schema(), path.asText())
                    : MissingNode
                            .getInstance();
            if (schema.isMissingNode()) {
                causes.add(Cause.invalid(place, path, "is an invalid path: does not refer to a valid field"));
            } else if (!SELECTABLE.contains(schema.path("type").asText())) {
                causes.add(Cause.invalid(place, path, "must point to a field of type string, boolean or integer. Enum "
                        + "string fields and strings with formats are allowed."));
            }
            if (!seen.add(path.asText())) {
                causes.add(Cause.duplicate(place, path));
            }
        }
        if (seen.size() > MAX_SELECTABLE) {
            causes.add(Cause.tooMany(at, seen.size(), MAX_SELECTABLE));
        }
        return causes;
    }

    private static JsonNode schemaAt(JsonNode root, String path) {
        JsonNode schema = root;
        for (String name : path.substring(1).split("\\.", -1)) {
            schema = schema.path("properties").path(name);
        }
        return schema;
    }
}
