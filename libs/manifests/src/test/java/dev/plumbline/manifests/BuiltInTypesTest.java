package dev.plumbline.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The excerpt that [BuiltInTypes] reads, held against the OpenAPI document that it was taken from.
class BuiltInTypesTest {
    private final BuiltInTypes types = BuiltInTypes.load();

    @Test
    void keepsTheStructureOfEveryDefinition() throws IOException {
        JsonNode definitions = document().path("definitions");

        assertThat(definitions.size()).isGreaterThan(500);
        for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
            JsonNode excerpt = types.definition(definition.getKey()).orElseThrow();
            assertSameStructure(definition.getKey(), definition.getValue(), excerpt);
        }
    }

    @Test
    void findsEveryKindOfTheDocument() throws IOException {
        for (Map.Entry<String, JsonNode> definition : document().path("definitions").properties()) {
            for (JsonNode kind : definition.getValue().path("x-kubernetes-group-version-kind")) {
                String group = kind.path("group").asText();
                String version = kind.path("version").asText();
                assertThat(types.schema(group.isEmpty() ? version : group + "/" + version, kind.path("kind").asText()))
                        .as("%s", kind).isPresent();
            }
        }
    }

    @Test
    void knowsTheDefaultsOfListKeys() {
        Schema service = types.schema("v1", "Service").orElseThrow();

        FieldSet owned = new TypedValue(Trees.tree("{spec: {ports: [{port: 80}]}}"), service).fields();

        assertThat(owned.contains(FieldPath.parse("/spec/ports[port=80,protocol=TCP]/port"))).isTrue();
    }

    @Test
    void knowsNoKindThatKubernetesDoesNotBring() {
        assertThat(types.schema("example.com/v1", "Widget")).isEmpty();
    }

    private static void assertSameStructure(String where, JsonNode original, JsonNode excerpt) {
        for (String key : new String[]{"type", "format", "x-kubernetes-list-type", "x-kubernetes-list-map-keys",
                "x-kubernetes-map-type", "x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key",
                "x-kubernetes-preserve-unknown-fields"}) {
            assertThat(excerpt.path(key)).as(where + " " + key).isEqualTo(original.path(key));
        }
        assertThat("#/definitions/" + excerpt.path("$ref").asText()).as(where)
                .isEqualTo(original.path("$ref").asText("#/definitions/"));
        assertThat(excerpt.path("properties").size()).as(where).isEqualTo(original.path("properties").size());
        original.path("properties").properties().forEach(property -> assertSameStructure(
                where + "." + property.getKey(), property.getValue(),
                excerpt.path("properties").path(property.getKey())));
        for (String nested : new String[]{"items", "additionalProperties"}) {
            if (original.path(nested).isObject()) {
                assertSameStructure(where + " " + nested, original.path(nested), excerpt.path(nested));
            }
        }
    }

    private static JsonNode document() throws IOException {
        try (InputStream resource = Objects
                .requireNonNull(BuiltInTypesTest.class.getResourceAsStream(BuiltInTypes.OPENAPI_V2));
                InputStream json = new GZIPInputStream(resource)) {
            return new ObjectMapper().readTree(json);
        }
    }
}
