package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.kinds.Column;
import dev.plumbline.kubernetes.kinds.Strategy;

/// The rules of CustomResourceDefinitions themselves.
public final class DefinitionStrategy implements Strategy {
    private final Strategy usual;

    /// @param usual knows defaults and columns
    public DefinitionStrategy(Strategy usual) {
        this.usual = usual;
    }

    @Override
    public boolean tracksGeneration() {
        return true;
    }

    @Override
    public void setDefaults(ObjectNode object) {
        usual.setDefaults(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        ObjectNode status = object.withObjectProperty("status");
        ArrayNode stored = status.putArray("storedVersions");
        new Definition(object).versions().stream().filter(DeclaredVersion::isStorage).findFirst()
                .ifPresent(version -> stored.add(version.name()));
        if (stored.isEmpty()) {
            status.putNull("storedVersions");
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        ArrayNode stored = object.withObjectProperty("status").withArrayProperty("storedVersions");
        for (DeclaredVersion version : new Definition(object).versions()) {
            boolean known = false;
            for (JsonNode name : stored) {
                known |= name.asText().equals(version.name());
            }
            if (version.isStorage() && !known) {
                stored.add(version.name());
            }
        }
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        List<Cause> causes = new ArrayList<>(DefinitionChecks.check(new Definition(object)));
        approval(object).addTo(causes, object);
        return causes;
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        List<Cause> causes = new ArrayList<>(DefinitionChecks.specAndStatus(new Definition(object)));
        JsonNode now = object.path("spec");
        JsonNode before = old.path("spec");
        if (new Definition(old).isEstablished()) {
            immutable("spec.scope", now.path("scope"), before.path("scope"), causes);
            immutable("spec.names.kind", now.path("names").path("kind"), before.path("names").path("kind"), causes);
        }
        immutable("spec.group", now.path("group"), before.path("group"), causes);
        immutable("spec.names.plural", now.path("names").path("plural"), before.path("names").path("plural"), causes);
        if (approval(object) != approval(old)) {
            approval(object).addTo(causes, object);
        }
        return causes;
    }

    private static void immutable(String field, JsonNode now, JsonNode before, List<Cause> causes) {
        if (!now.equals(before)) {
            causes.add(Cause.invalid(field, now, "field is immutable"));
        }
    }

    @Override
    public List<Cause> validateStatusUpdate(ObjectNode object, ObjectNode old) {
        return DefinitionChecks.status(new Definition(object));
    }

    @Override
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode old) {
        List<String> formats = unknownFormats(object);
        if (old != null) {
            formats.removeAll(unknownFormats(old));
        }
        return formats.stream().map(format -> "unrecognized format \"" + format + "\"").toList();
    }

    private static List<String> unknownFormats(ObjectNode object) {
        List<String> formats = new ArrayList<>();
        List<JsonNode> schemas = new ArrayList<>();
        for (DeclaredVersion version : new Definition(object).versions()) {
            if (!schemas.contains(version.schema())) {
                schemas.add(version.schema());
                Formats.unknownIn(version.schema(), formats);
            }
        }
        return formats;
    }

    private static Approval approval(ObjectNode object) {
        return Approval.of(new Definition(object));
    }

    @Override
    public List<Column> columns() {
        return usual.columns();
    }

    @Override
    public List<JsonNode> cells(ObjectNode object) {
        return usual.cells(object);
    }
}
