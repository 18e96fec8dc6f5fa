package dev.plumbline.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Values for tests, written as YAML.
final class Trees {
    private Trees() {
    }

    static JsonNode tree(String yaml) {
        return YamlReader.readFirst("test.yaml", yaml).orElseThrow().value();
    }

    static ObjectNode object(String yaml) {
        return (ObjectNode) tree(yaml);
    }

    static FieldSet fields(String fieldsV1) {
        return FieldSet.fromFieldsV1(object(fieldsV1));
    }
}
