package dev.plumbline.kubernetes.controllers;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/// The `pod-template-hash`: FNV-1a of a template's canonical text, in the letters that Kubernetes uses for names.
///
/// The real hash is over Go's memory image of the template and cannot be reproduced; form and stability are the same.
final class TemplateHash {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int OFFSET = 0x811C9DC5;
    private static final int PRIME = 0x01000193;

    private TemplateHash() {
    }

    static String of(JsonNode template, int collisions) {
        StringBuilder text = new StringBuilder();
        write(template, text);
        if (collisions > 0) {
            text.append('#').append(collisions);
        }
        int hash = OFFSET;
        for (byte octet : text.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xFF)) * PRIME;
        }
        StringBuilder encoded = new StringBuilder();
        Integer.toUnsignedString(hash).chars().forEach(c -> encoded.append(LETTERS.charAt(c % LETTERS.length())));
        return encoded.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            out.append('{');
            sorted.forEach((key, value) -> {
                out.append(key).append(':');
                write(value, out);
                out.append(',');
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(item -> {
                write(item, out);
                out.append(',');
            });
            out.append(']');
        } else {
            out.append(node);
        }
    }
}
