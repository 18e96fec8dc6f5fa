package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// A version that a CustomResourceDefinition declares.
record DeclaredVersion(JsonNode json) {

    String name() {
        return json.path("name").asText();
    }

    boolean isServed() {
        return json.path("served").asBoolean();
    }

    boolean isStorage() {
        return json.path("storage").asBoolean();
    }

    JsonNode schema() {
        return json.path("schema").path("openAPIV3Schema");
    }

    boolean hasStatus() {
        return json.path("subresources").has("status");
    }

    JsonNode scale() {
        return json.path("subresources").path("scale");
    }

    JsonNode printerColumns() {
        return json.path("additionalPrinterColumns");
    }

    /// Paths without the leading dot.
    List<String> selectableFields() {
        List<String> paths = new ArrayList<>();
        json.path("selectableFields")
                .forEach(field -> paths.add(field.path("jsonPath").asText().replaceFirst("^\\.", "")));
        return paths;
    }
}
