package dev.plumbline.kubernetes.http;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Column;
import dev.plumbline.kubernetes.resources.ResourceType;

/// Objects as the tables that kubectl prints.
final class Tables {

    private Tables() {
    }

    /// A table of these objects; `metadata` is that of the list or of the single object.
    static ObjectNode of(ResourceType type, List<ObjectNode> objects, ObjectNode metadata, Output output,
            boolean withColumns) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/" + version(output));
        table.set("metadata", metadata);
        if (withColumns) {
            ArrayNode columns = table.putArray("columnDefinitions");
            type.strategy().columns().forEach(column -> columns.add(json(column)));
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> rows.add(row(type, object, output)));
        return table;
    }

    /// The metadata of a table of one object.
    static ObjectNode metadataOf(ObjectNode object) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        JsonNode version = object.path("metadata").get("resourceVersion");
        if (version != null) {
            metadata.set("resourceVersion", version);
        }
        return metadata;
    }

    private static ObjectNode json(Column column) {
        return JsonNodeFactory.instance.objectNode().put("name", column.name()).put("type", column.type())
                .put("format", column.format()).put("description", column.description())
                .put("priority", column.priority());
    }

    private static ObjectNode row(ResourceType type, ObjectNode object, Output output) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = row.putArray("cells");
        type.strategy().cells(object).forEach(cells::add);
        type.strategy().completion(object).ifPresent(condition -> row.putArray("conditions").add(condition));
        switch (output.includeObject()) {
            case "None" -> row.putNull("object");
            case "Object" -> row.set("object", object);
            default -> row.set("object", partial(object, version(output)));
        }
        return row;
    }

    /// Metadata alone.
    static ObjectNode partial(ObjectNode object, String version) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/" + version);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    static String version(Output output) {
        return output.version().isEmpty() ? "v1" : output.version();
    }
}
