package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.Schema.ListType;
import dev.plumbline.manifests.Schema.MapType;
import dev.plumbline.manifests.Schema.Scalar;
import dev.plumbline.manifests.Schema.Shape;

/// Holds a value against its type, in the words of structured-merge-diff `typed/validate.go`.
final class Validation {
    private final boolean allowDuplicates;
    private final List<PathElement> path = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Validation(boolean allowDuplicates) {
        this.allowDuplicates = allowDuplicates;
    }

    List<String> problems(JsonNode value, Schema schema) {
        visit(value, schema);
        return List.copyOf(problems);
    }

    private void visit(JsonNode value, Schema schema) {
        Shape shape = schema.shape().narrowedTo(value);
        MapType map = shape.map();
        ListType list = shape.list();
        Scalar scalar = shape.scalar();
        if (map != null) {
            if (value.isObject()) {
                visitFields(value, map);
            } else if (!value.isNull()) {
                report("expected map, got &{" + GoText.plain(value) + "}");
            }
        } else if (scalar != null) {
            checkScalar(value, scalar);
        } else if (list != null) {
            if (value.isArray()) {
                visitItems(value, list);
            } else if (!value.isNull()) {
                report("expected list, got &{" + GoText.plain(value) + "}");
            }
        }
    }

    private void checkScalar(JsonNode value, Scalar scalar) {
        if (value.isNull()) {
            return;
        }
        boolean fits = switch (scalar) {
            case NUMBER -> value.isNumber();
            case STRING -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case ANY -> value.isValueNode();
        };
        if (!fits) {
            report(switch (scalar) {
                case NUMBER -> "expected numeric (int or float), got " + GoText.type(value);
                case STRING -> "expected string, got &value.valueUnstructured{Value:" + GoText.syntax(value) + "}";
                case BOOLEAN -> "expected boolean, got &{" + GoText.plain(value) + "}";
                case ANY -> "expected any scalar, got &{" + GoText.plain(value) + "}";
            });
        }
    }

    private void report(String problem) {
        String where = new FieldPath(path).toKubernetes();
        problems.add(where.isEmpty() ? problem : where + ": " + problem);
    }

    private void visitFields(JsonNode value, MapType map) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Schema type = map.type(entry.getKey());
            path.add(new PathElement.Field(entry.getKey()));
            if (type == null) {
                report("field not declared in schema");
            } else {
                visit(entry.getValue(), type);
            }
            path.removeLast();
            if (type == null) {
                return;
            }
        }
    }

    private void visitItems(JsonNode value, ListType list) {
        Set<PathElement> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode item = value.get(i);
            PathElement name;
            try {
                name = list.associative() ? ListItems.name(list, item) : new PathElement.Index(i);
            } catch (ListItems.Unnameable e) {
                report("element " + i + ": " + e.getMessage());
                return;
            }
            if (list.associative() && !seen.add(name) && !allowDuplicates) {
                report("duplicate entries for key " + FieldPath.kubernetes(name));
            }
            path.add(name);
            visit(item, list.items());
            path.removeLast();
        }
    }
}
