package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return checked(object, null);
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return checked(object, old);
    }

    private List<Cause> checked(ObjectNode object, @Nullable ObjectNode old) {
        List<Cause> causes = new ArrayList<>(SchemaValidation.validate(form.schema(), object, old));
        String replicas = version.scale().path("specReplicasPath").asText();
        if (!replicas.isEmpty()) {
            scaled(object, replicas).ifPresent(causes::add);
        }
        return causes;
    }

    /// The number at a path of a scale, which a schema need not declare to be one.
    private static Optional<Cause> scaled(ObjectNode object, String field) {
        JsonNode value = SimplePath.at(object, field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()) {
            return Optional.of(Cause.invalid(field, 0, field + " accessor error: " + value.asText()
                    + " is of the type " + goType(value) + ", expected int64"));
        }
        if (value.asLong() < 0) {
            return Optional.of(Cause.invalid(field, value.asLong(), "should be a non-negative integer"));
        }
        return value.asLong() > Integer.MAX_VALUE
                ? Optional.of(Cause.invalid(field, value.asLong(),
                        "should be less than or equal to " + Integer.MAX_VALUE))
                : Optional.empty();
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            default -> "float64";
        };
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
