package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.api.NameRules;

/// What is wrong with a CustomResourceDefinition (apiextensions' `validation`).
final class DefinitionChecks {
    private final Definition definition;
    private final List<Cause> causes = new ArrayList<>();

    private DefinitionChecks(Definition definition) {
        this.definition = definition;
    }

    static List<Cause> check(Definition definition) {
        DefinitionChecks checks = new DefinitionChecks(definition);
        checks.name();
        checks.groupAndScope();
        checks.versions();
        checks.names();
        checks.storedVersions();
        return checks.causes;
    }

    private void name() {
        String wanted = definition.plural() + "." + definition.group();
        if (!definition.name().isEmpty() && !definition.name().equals(wanted)) {
            causes.add(Cause.invalid("metadata.name", definition.name(),
                    "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private void groupAndScope() {
        String group = definition.group();
        if (group.isEmpty()) {
            causes.add(Cause.required("spec.group", ""));
        } else {
            NameRules.subdomain(group).forEach(complaint -> causes.add(Cause.invalid("spec.group", group, complaint)));
            if (!group.contains(".")) {
                causes.add(Cause.invalid("spec.group", group, "should be a domain with at least one dot"));
            }
        }
        String scope = definition.spec().path("scope").asText();
        if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            causes.add(scope.isEmpty()
                    ? Cause.required("spec.scope", "")
                    : Cause.notSupported("spec.scope", scope, List.of("Cluster", "Namespaced")));
        }
    }

    private void versions() {
        List<DeclaredVersion> versions = definition.versions();
        int storage = 0;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            DeclaredVersion version = versions.get(i);
            String at = "spec.versions[" + i + "]";
            NameRules.dns1035Label(version.name())
                    .forEach(complaint -> causes.add(Cause.invalid(at + ".name", version.name(), complaint)));
            if (!names.add(version.name())) {
                causes.add(Cause.invalid(at, version.name(), "must contain unique version names"));
            }
            storage += version.isStorage() ? 1 : 0;
            schema(version, at, versions.size());
        }
        if (versions.isEmpty()) {
            causes.add(Cause.required("spec.versions", "must have at least one version"));
        } else if (storage != 1) {
            causes.add(Cause.invalid("spec.versions", goVersions(versions),
                    "must have exactly one version marked as storage version"));
        }
    }

    private void schema(DeclaredVersion version, String at, int versions) {
        JsonNode schema = version.schema();
        if (!schema.isObject()) {
            causes.add(Cause.required(at + ".schema.openAPIV3Schema", ""));
            return;
        }
        String path = versions == 1 ? "spec.validation.openAPIV3Schema" : at + ".schema.openAPIV3Schema";
        causes.addAll(StructuralChecks.check(schema, path));
    }

    private void names() {
        JsonNode names = definition.names();
        label("spec.names.plural", names.path("plural").asText());
        label("spec.names.singular", names.path("singular").asText());
        label("spec.names.kind", names.path("kind").asText().toLowerCase(Locale.ROOT));
        label("spec.names.listKind", names.path("listKind").asText().toLowerCase(Locale.ROOT));
        if (!names.path("kind").asText().isEmpty() && names.path("kind").equals(names.path("listKind"))) {
            causes.add(Cause.invalid("spec.names.listKind", names.path("listKind"),
                    "kind and listKind may not be the same"));
        }
    }

    private void label(String field, String name) {
        if (name.isEmpty()) {
            causes.add(Cause.required(field, ""));
            return;
        }
        NameRules.dns1035Label(name).forEach(complaint -> causes.add(Cause.invalid(field, name, complaint)));
    }

    private void storedVersions() {
        JsonNode stored = definition.object().path("status").path("storedVersions");
        if (stored.isEmpty()) {
            causes.add(Cause.invalid("status.storedVersions", JsonNodeFactory.instance.nullNode(),
                    "must have at least one stored version"));
        }
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.get(i).asText();
            if (definition.versions().stream().noneMatch(version -> version.name().equals(name))) {
                causes.add(Cause.invalid("status.storedVersions[" + i + "]", name, "must appear in spec.versions"));
            }
        }
    }

    /// As Go prints the internal versions, whose schemas are nil once all versions share one.
    private static ArrayNode goVersions(List<DeclaredVersion> versions) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (DeclaredVersion version : versions) {
            ObjectNode entry = out.addObject().put("Name", version.name()).put("Served", version.isServed())
                    .put("Storage", version.isStorage())
                    .put("Deprecated", version.json().path("deprecated").asBoolean());
            List.of("DeprecationWarning", "Schema", "Subresources", "AdditionalPrinterColumns", "SelectableFields")
                    .forEach(entry::putNull);
        }
        return out;
    }
}
