package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.kubernetes.kinds.Ages;
import dev.plumbline.kubernetes.kinds.Column;

/// `additionalPrinterColumns`: the name, then what the definition declares, else the age.
final class PrinterColumns {
    private static final Column NAME = new Column("Name", "string", "name", "Name must be unique within a namespace. "
            + "Is required when creating resources, although some resources may allow a client to request the "
            + "generation of an appropriate name automatically. Name is primarily intended for creation idempotence "
            + "and configuration definition. Cannot be updated. More info: "
            + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names", 0);
    private static final Column AGE = new Column("Age", "date", "", "CreationTimestamp is a timestamp representing the "
            + "server time when this object was created. It is not guaranteed to be set in happens-before order across "
            + "separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n"
            + "\nPopulated by the system. Read-only. Null for lists. More info: "
            + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata", 0);

    private final List<Column> columns = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    PrinterColumns(JsonNode declared) {
        columns.add(NAME);
        if (declared.isEmpty()) {
            columns.add(AGE);
            paths.add(".metadata.creationTimestamp");
        }
        for (JsonNode column : declared) {
            String name = column.path("name").asText();
            String description = column.path("description").asText();
            columns.add(new Column(name, column.path("type").asText(), column.path("format").asText(),
                    description.isEmpty()
                            ? "Custom resource definition column (in JSONPath format): "
                                    + column.path("jsonPath").asText()
                            : description,
                    column.path("priority").asInt()));
            paths.add(column.path("jsonPath").asText());
        }
    }

    List<Column> columns() {
        return columns;
    }

    List<JsonNode> cells(ObjectNode object) {
        List<JsonNode> cells = new ArrayList<>();
        cells.add(TextNode.valueOf(object.path("metadata").path("name").asText()));
        for (int i = 0; i < paths.size(); i++) {
            cells.add(cell(SimplePath.at(object, paths.get(i)), columns.get(i + 1).type()));
        }
        return cells;
    }

    private static JsonNode cell(JsonNode value, String type) {
        if (value.isMissingNode() || value.isNull()) {
            return NullNode.getInstance();
        }
        return switch (type) {
            case "integer" -> value.isNumber()
                    ? JsonNodeFactory.instance.numberNode(value.longValue())
                    : NullNode.getInstance();
            case "number" -> value.isNumber() ? value : NullNode.getInstance();
            case "boolean" -> value.isBoolean() ? value : NullNode.getInstance();
            case "date" -> TextNode.valueOf(Ages.since(value.asText()));
            default -> TextNode.valueOf(value.isValueNode() ? value.asText() : value.toString());
        };
    }
}
