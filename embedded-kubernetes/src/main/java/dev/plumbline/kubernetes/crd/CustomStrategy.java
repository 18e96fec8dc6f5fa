package dev.plumbline.kubernetes.crd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.kinds.Column;
import dev.plumbline.kubernetes.kinds.Strategy;

/// The rules of a custom resource in one version.
final class CustomStrategy implements Strategy {
    private final DeclaredVersion version;
    private final CustomForm form;
    private final PrinterColumns columns;

    CustomStrategy(DeclaredVersion version, CustomForm form) {
        this.version = version;
        this.form = form;
        this.columns = new PrinterColumns(version.printerColumns());
    }

    @Override
    public boolean tracksGeneration() {
        return true;
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        if (!version.hasStatus()) {
            return;
        }
        keep(object, old, "status");
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
        JsonNode managedFields = object.path("metadata").get("managedFields");
        JsonNode resourceVersion = object.path("metadata").get("resourceVersion");
        object.set("metadata", old.path("metadata").deepCopy());
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.remove("managedFields");
        if (managedFields != null) {
            metadata.set("managedFields", managedFields);
        }
        if (resourceVersion != null) {
            metadata.set("resourceVersion", resourceVersion);
        }
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        return SchemaValidation.validate(form.schema(), object, null);
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return SchemaValidation.validate(form.schema(), object, old);
    }

    @Override
    public List<Cause> validateStatusUpdate(ObjectNode object, ObjectNode old) {
        return SchemaValidation.validate(form.schema(), object, old);
    }

    @Override
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode old) {
        return List.of();
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String path : version.selectableFields()) {
            values.put(path, SimplePath.at(object, path).asText());
        }
        return values;
    }

    @Override
    public List<Column> columns() {
        return columns.columns();
    }

    @Override
    public List<JsonNode> cells(ObjectNode object) {
        return columns.cells(object);
    }

    private static void keep(ObjectNode object, ObjectNode old, String field) {
        JsonNode value = old.get(field);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value.deepCopy());
        }
    }
}
