package dev.plumbline.manifests;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// One document of a YAML stream as plain values.
///
/// @param value      null for an empty document
/// @param duplicates keys that were written again in one map, in order; the last value counts
public record YamlDocument(JsonNode value, Lines lines, List<DuplicateKey> duplicates) {
    public YamlDocument {
        duplicates = List.copyOf(duplicates);
    }

    /// A repeated key and the line of its repetition, from 1.
    public record DuplicateKey(String key, int line) {
    }
}
