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
///
/// A real server keeps what is alike in all versions once, for the definition as a whole, and says so where it refuses
/// it: `spec.validation` stands for `spec.versions[0].schema`. Subresources and columns are treated in the same way.
final class DefinitionChecks {
    private final Definition definition;
    private final List<Cause> causes = new ArrayList<>();

    private DefinitionChecks(Definition definition) {
        this.definition = definition;
    }

    static List<Cause> check(Definition definition) {
        DefinitionChecks checks = new DefinitionChecks(definition);
        checks.name();
        checks.causes.addAll(specAndStatus(definition));
        return checks.causes;
    }

    /// As [#check], without the name, which can't change.
    static List<Cause> specAndStatus(Definition definition) {
        DefinitionChecks checks = new DefinitionChecks(definition);
        checks.groupAndScope();
        checks.versions();
        checks.names(definition.names(), "spec.names");
        checks.conversion();
        checks.names(definition.object().path("status").path("acceptedNames"), "status.acceptedNames");
        checks.storedVersions();
        if (definition.spec().path("preserveUnknownFields").asBoolean()) {
            checks.causes.add(Cause.invalid("spec.preserveUnknownFields", true, "cannot set to true, set "
                    + "x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"));
        }
        return checks.causes;
    }

    /// The names that a controller has accepted are all that a change of the status can get wrong.
    static List<Cause> status(Definition definition) {
        DefinitionChecks checks = new DefinitionChecks(definition);
        checks.names(definition.object().path("status").path("acceptedNames"), "status.acceptedNames");
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
        List<String> complaints = NameRules.subdomain(group);
        if (group.isEmpty()) {
            causes.add(Cause.required("spec.group", ""));
        } else if (!complaints.isEmpty()) {
            causes.add(Cause.invalid("spec.group", group, String.join(",", complaints)));
        } else if (!group.contains(".")) {
            causes.add(Cause.invalid("spec.group", group, "should be a domain with at least one dot"));
        }
        oneOf("spec.scope", definition.spec().path("scope").asText(), List.of("Cluster", "Namespaced"));
    }

    private void oneOf(String field, String value, List<String> known) {
        if (value.isEmpty()) {
            causes.add(Cause.required(field, ""));
        } else if (!known.contains(value)) {
            causes.add(Cause.notSupported(field, value, known));
        }
    }

    private void versions() {
        List<DeclaredVersion> versions = definition.versions();
        int storage = 0;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            DeclaredVersion version = versions.get(i);
            String at = "spec.versions[" + i + "]";
            List<String> complaints = NameRules.dns1035Label(version.name());
            if (!complaints.isEmpty()) {
                causes.add(Cause.invalid(at + ".name", version.name(), String.join(",", complaints)));
            }
            if (!version.schema().isObject()) {
                causes.add(Cause.required(at + ".schema.openAPIV3Schema", ""));
            }
            names.add(version.name());
            storage += version.isStorage() ? 1 : 0;
            deprecation(version.json(), at);
            parts(version, i);
        }
        if (names.size() < versions.size()) {
            causes.add(Cause.invalid("spec.versions", goVersions(versions), "must contain unique version names"));
        }
        if (storage != 1) {
            causes.add(Cause.invalid("spec.versions", goVersions(versions),
                    "must have exactly one version marked as storage version"));
        }
    }

    private void deprecation(JsonNode version, String at) {
        JsonNode warning = version.path("deprecationWarning");
        if (!warning.isTextual()) {
            return;
        }
        if (!version.path("deprecated").asBoolean()) {
            causes.add(Cause.invalid(at + ".deprecationWarning", warning, "can only be set for deprecated versions"));
            return;
        }
        if (warning.textValue().length() > 256) {
            causes.add(Cause.invalid(at + ".deprecationWarning", warning, "must be <= 256 characters long"));
        }
        if (warning.textValue().isEmpty()) {
            causes.add(Cause.invalid(at + ".deprecationWarning", warning, "must not be an empty string"));
        }
    }

    /// What is alike in all versions is looked at once, with the first of them.
    private void parts(DeclaredVersion version, int index) {
        if (index == 0 || !isAlike("schema")) {
            if (version.schema().isObject()) {
                causes.addAll(SchemaChecks.check(version.schema(), place("schema", "validation", index)
                        + ".openAPIV3Schema", version.hasStatus()));
            }
        }
        if (index == 0 || !isAlike("subresources")) {
            causes.addAll(VersionChecks.scale(version.scale(), place("subresources", "subresources", index)));
        }
        if (index == 0 || !isAlike("additionalPrinterColumns")) {
            causes.addAll(VersionChecks.columns(version.printerColumns(),
                    place("additionalPrinterColumns", "additionalPrinterColumns", index)));
        }
        if (index == 0 || !isAlike("selectableFields")) {
            causes.addAll(VersionChecks.selectableFields(version,
                    place("selectableFields", "selectableFields", index)));
        }
    }

    private String place(String field, String whole, int index) {
        return isAlike(field) ? "spec." + whole : "spec.versions[" + index + "]." + field;
    }

    private boolean isAlike(String field) {
        List<DeclaredVersion> versions = definition.versions();
        return versions.stream()
                .allMatch(version -> version.json().path(field).equals(versions.getFirst().json().path(field)));
    }

    private void names(JsonNode names, String at) {
        boolean isSpec = at.startsWith("spec");
        label(at + ".plural", names.path("plural").asText(), isSpec, "");
        label(at + ".singular", names.path("singular").asText(), isSpec, "");
        String mixed = "may have mixed case, but should otherwise match: ";
        label(at + ".kind", names.path("kind").asText(), isSpec, mixed);
        label(at + ".listKind", names.path("listKind").asText(), isSpec, mixed);
        for (String list : List.of("shortNames", "categories")) {
            for (int i = 0; i < names.path(list).size(); i++) {
                label(at + "." + list + "[" + i + "]", names.path(list).get(i).asText(), true, "");
            }
        }
        if (!names.path("kind").asText().isEmpty() && names.path("kind").equals(names.path("listKind"))) {
            causes.add(Cause.invalid(at + ".listKind", names.path("listKind"),
                    "kind and listKind may not be the same"));
        }
    }

    private void label(String field, String name, boolean isNeeded, String introduction) {
        if (name.isEmpty()) {
            if (isNeeded) {
                causes.add(Cause.required(field, ""));
            }
            return;
        }
        String checked = introduction.isEmpty() ? name : name.toLowerCase(Locale.ROOT);
        List<String> complaints = NameRules.dns1035Label(checked);
        if (!complaints.isEmpty()) {
            causes.add(Cause.invalid(field, name, introduction + String.join(",", complaints)));
        }
    }

    private void conversion() {
        JsonNode conversion = definition.spec().path("conversion");
        if (!conversion.isObject()) {
            return;
        }
        String at = "spec.conversion";
        String strategy = conversion.path("strategy").asText();
        oneOf(at + ".strategy", strategy, List.of("None", "Webhook"));
        JsonNode webhook = conversion.path("webhook");
        JsonNode client = webhook.path("clientConfig");
        JsonNode reviews = webhook.path("conversionReviewVersions");
        if (!strategy.equals("Webhook")) {
            if (client.isObject()) {
                causes.add(Cause.forbidden(at + ".webhookClientConfig",
                        "should not be set when strategy is not set to Webhook"));
            }
            if (!reviews.isEmpty()) {
                causes.add(Cause.forbidden(at + ".conversionReviewVersions",
                        "should not be set when strategy is not set to Webhook"));
            }
            return;
        }
        if (!client.isObject()) {
            causes.add(Cause.required(at + ".webhookClientConfig", "required when strategy is set to Webhook"));
        } else if (client.has("url") == client.has("service")) {
            causes.add(Cause.required(at + ".webhookClientConfig", "exactly one of url or service is required"));
        }
        reviews(reviews, at + ".conversionReviewVersions");
    }

    private void reviews(JsonNode versions, String at) {
        if (versions.isEmpty()) {
            causes.add(Cause.required(at, ""));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            if (!seen.add(versions.get(i).asText())) {
                causes.add(Cause.invalid(at + "[" + i + "]", versions.get(i), "duplicate version"));
            }
        }
        if (!seen.contains("v1") && !seen.contains("v1beta1")) {
            causes.add(Cause.invalid(at, versions, "must include at least one of v1, v1beta1"));
        }
    }

    private void storedVersions() {
        JsonNode stored = definition.object().path("status").path("storedVersions");
        if (stored.isEmpty()) {
            causes.add(Cause.invalid("status.storedVersions", JsonNodeFactory.instance.nullNode(),
                    "must have at least one stored version"));
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.get(i).asText();
            if (definition.versions().stream().noneMatch(version -> version.name().equals(name))) {
                causes.add(Cause.invalid("status.storedVersions[" + i + "]", name, "missing from spec.versions; " + name
                        + " was previously a storage version, and must remain in spec.versions until a storage "
                        + "migration ensures no data remains persisted in " + name + " and removes " + name
                        + " from status.storedVersions"));
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
