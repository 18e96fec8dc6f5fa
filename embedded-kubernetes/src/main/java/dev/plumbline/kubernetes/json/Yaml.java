package dev.plumbline.kubernetes.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.NullNode;

import dev.plumbline.manifests.ManifestException;
import dev.plumbline.manifests.YamlDocument;
import dev.plumbline.manifests.YamlReader;

/// Reads YAML as a Kubernetes server does; a document that is JSON is read as JSON.
public final class Yaml {

    private Yaml() {
    }

    /// The first document; its duplicate keys are reported by their names.
    public static Json.Document readFirst(byte[] bytes) throws IOException {
        if (looksLikeJson(bytes)) {
            try {
                return Json.read(bytes);
            } catch (IOException e) {
                return yaml(bytes);
            }
        }
        return yaml(bytes);
    }

    private static Json.Document yaml(byte[] bytes) throws IOException {
        try {
            Optional<YamlDocument> first = YamlReader.readFirst("", new String(bytes, StandardCharsets.UTF_8));
            if (first.isEmpty()) {
                return new Json.Document(NullNode.getInstance(), List.of());
            }
            YamlDocument document = first.get();
            List<String> duplicates = document.duplicates().stream()
                    .map(duplicate -> "line " + duplicate.line() + ": key \"" + duplicate.key()
                            + "\" already set in map")
                    .toList();
            return new Json.Document(document.value(), duplicates);
        } catch (ManifestException e) {
            throw new IOException("error converting YAML to JSON: yaml: " + e.getMessage(), e);
        }
    }

    private static boolean looksLikeJson(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '{') {
                return true;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }
}
