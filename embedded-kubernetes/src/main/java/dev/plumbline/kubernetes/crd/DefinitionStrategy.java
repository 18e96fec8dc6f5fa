package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

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
        return DefinitionChecks.check(new Definition(object));
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        List<Cause> causes = new ArrayList<>();
        Definition before = new Definition(old);
        if (before.isEstablished()) {
            immutable("spec.group", object.path("spec").path("group"), old.path("spec").path("group"), causes);
            immutable("spec.names.plural", object.path("spec").path("names").path("plural"),
                    old.path("spec").path("names").path("plural"), causes);
            immutable("spec.scope", object.path("spec").path("scope"), old.path("spec").path("scope"), causes);
            immutable("spec.names.kind", object.path("spec").path("names").path("kind"),
                    old.path("spec").path("names").path("kind"), causes);
        }
        causes.addAll(validate(object));
        return causes;
    }

    private static void immutable(String field, JsonNode now, JsonNode before, List<Cause> causes) {
        if (!now.equals(before)) {
            causes.add(Cause.invalid(field, now, "field is immutable"));
        }
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
