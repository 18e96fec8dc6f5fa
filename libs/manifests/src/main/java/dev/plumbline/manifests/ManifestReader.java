package dev.plumbline.manifests;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Reads Kubernetes manifests from YAML or JSON.
///
/// Several documents may stand in one file; `List` kinds are replaced by their items; empty documents are skipped. Values
/// are read as [YamlReader] says, but keys must not repeat.
public final class ManifestReader {
    private ManifestReader() {
    }

    /// All objects of a file in order.
    ///
    /// @param file names the source in positions and errors
    /// @throws ManifestException at the first thing that is no manifest
    public static List<Manifest> read(String file, String text) {
        List<Manifest> manifests = new ArrayList<>();
        for (YamlDocument document : YamlReader.readAll(file, text)) {
            document.duplicates().stream().findFirst().ifPresent(duplicate -> {
                throw new ManifestException(new SourcePosition(file, duplicate.line()),
                        "the key \"" + duplicate.key() + "\" is already set in this map; remove one of the two");
            });
            if (!document.value().isNull()) {
                add(file, document.value(), document.lines(), manifests);
            }
        }
        return List.copyOf(manifests);
    }

    private static void add(String file, JsonNode value, Lines lines, List<Manifest> manifests) {
        SourcePosition position = new SourcePosition(file, lines.line());
        if (!(value instanceof ObjectNode object)) {
            throw new ManifestException(position, "a manifest must be a map, is " + GoText.plain(value));
        }
        String apiVersion = text(position, object, "apiVersion");
        String kind = text(position, object, "kind");
        JsonNode items = object.get("items");
        if (kind.endsWith("List") && items != null && items.isArray()) {
            Lines itemLines = lines.below().getOrDefault("items", lines);
            for (int i = 0; i < items.size(); i++) {
                add(file, items.get(i), itemLines.below().getOrDefault(Integer.toString(i), itemLines), manifests);
            }
            return;
        }
        manifests.add(new Manifest(id(position, object, lines, apiVersion, kind), apiVersion, object, position, lines));
    }

    private static ResourceId id(SourcePosition position, ObjectNode object, Lines lines, String apiVersion,
            String kind) {
        Lines metadataLines = lines.below().getOrDefault("metadata", lines);
        if (!(object.get("metadata") instanceof ObjectNode metadata)) {
            throw new ManifestException(new SourcePosition(position.file(), metadataLines.line()),
                    kind + ": metadata is missing");
        }
        JsonNode name = metadata.path("name");
        if (!name.isTextual() || name.textValue().isEmpty()) {
            String what = metadata.has("generateName")
                    ? "generateName can't be applied; give it a name"
                    : name.isMissingNode() || name.isNull()
                            ? "is missing"
                            : "must be a string that is not empty, is " + name;
            throw new ManifestException(
                    new SourcePosition(position.file(),
                            metadataLines.below().getOrDefault("name", metadataLines).line()),
                    kind + ": metadata.name " + what);
        }
        JsonNode namespace = metadata.path("namespace");
        if (!namespace.isMissingNode() && !namespace.isNull() && !namespace.isTextual()) {
            throw new ManifestException(
                    new SourcePosition(position.file(),
                            metadataLines.below().getOrDefault("namespace", metadataLines).line()),
                    kind + " " + name.textValue() + ": metadata.namespace must be a string, is " + namespace);
        }
        return new ResourceId(ResourceId.groupOf(apiVersion), kind, namespace.asText(""), name.textValue());
    }

    private static String text(SourcePosition position, ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new ManifestException(position, value.isMissingNode() || value.isNull()
                    ? "a manifest needs " + field + "; it is missing"
                    : field + " must be a string that is not empty, is " + value);
        }
        return value.textValue();
    }
}
