package dev.plumbline.kubernetes.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.json.Json;
import dev.plumbline.kubernetes.kinds.Strategies;
import dev.plumbline.kubernetes.kinds.Strategy;
import dev.plumbline.kubernetes.typed.TypeTable;

/// The resources of a real server, from `builtin-resources.json` (written by `tools/builtin_tables.py`).
public final class BuiltinResources {
    private final TypeTable types = TypeTable.builtin();
    private final BiFunction<String, String, Strategy> strategies;

    private BuiltinResources(BiFunction<String, String, Strategy> strategies) {
        this.strategies = strategies;
    }

    /// All of them, in the order of the OpenAPI document.
    ///
    /// @param strategies the rules of a kind, by group and kind
    public static List<ResourceType> load(BiFunction<String, String, Strategy> strategies) {
        try (InputStream in = BuiltinResources.class
                .getResourceAsStream("/dev/plumbline/kubernetes/builtin-resources.json")) {
            BuiltinResources table = new BuiltinResources(strategies);
            List<ResourceType> all = new ArrayList<>();
            for (JsonNode row : Json.readOwn(in.readAllBytes())) {
                all.add(table.type(row));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("builtin-resources.json in the server's jar can't be read", e);
        }
    }

    /// The type of the Scale objects that scale subresources take and give.
    public static ResourceType scale() {
        Strategy strategy = Strategies.of("autoscaling", "Scale");
        ObjectForm form = new BuiltinForm(TypeTable.builtin().decoder("autoscaling.v1.Scale"), strategy);
        return new ResourceType("autoscaling", "v1",
                new ResourceType.Names("scales", "scale", "Scale", "ScaleList", List.of(), List.of()), true, List.of(),
                Map.of(), new ResourceName("autoscaling", "scales"), form, strategy,
                new ResourceType.Traits(false, false, false, null), "");
    }

    private ResourceType type(JsonNode row) {
        String group = row.path("group").asText();
        String version = row.path("version").asText();
        String kind = row.path("kind").asText();
        String plural = row.path("plural").asText();
        Strategy strategy = strategies.apply(group, kind);
        ObjectForm form = VersionedForms.of(group, version, kind,
                new BuiltinForm(types.decoder(row.path("type").asText()), strategy));
        ResourceType.Names names = new ResourceType.Names(plural, row.path("singular").asText(), kind, kind + "List",
                texts(row.path("shortNames")), texts(row.path("categories")));
        Map<String, Subresource> subresources = subresources(row.path("subresources"));
        ResourceType.Traits traits = new ResourceType.Traits(false, row.path("returnsDeleted").asBoolean(),
                row.path("conditionalUpdate").asBoolean(),
                subresources.containsKey("scale")
                        ? new ResourceType.ScalePaths("spec.replicas", "status.replicas", "spec.selector")
                        : null);
        return new ResourceType(group, version, names, row.path("namespaced").asBoolean(), texts(row.path("verbs")),
                subresources, VersionedForms.storage(new ResourceName(group, plural)), form, strategy,
                traits, row.path("deprecation").asText());
    }

    private static Map<String, Subresource> subresources(JsonNode rows) {
        Map<String, Subresource> all = new LinkedHashMap<>();
        rows.properties()
                .forEach(entry -> all.put(entry.getKey(),
                        new Subresource(entry.getKey(), entry.getValue().path("group").asText(),
                                entry.getValue().path("version").asText(), entry.getValue().path("kind").asText(),
                                texts(entry.getValue().path("verbs")))));
        return all;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
