package dev.plumbline.rendering.kustomize.resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plumbline.rendering.yaml.Mapping;
import dev.plumbline.rendering.yaml.Scalar;

/// The `data` and `binaryData` of ConfigMaps and Secrets.
public final class GeneratedData {
    private static final int BASE64_LINE = 70;

    private GeneratedData() {
    }

    /// Puts the entries of `old` below those of `generated`.
    static void merge(Resource old, Resource generated) {
        mergeField("data", old, generated);
        mergeField("binaryData", old, generated);
    }

    private static void mergeField(String field, Resource old, Resource generated) {
        SortedMap<String, String> merged = new TreeMap<>(old.texts(old.root().get(field)));
        merged.putAll(generated.texts(generated.root().get(field)));
        generated.root().remove(field);
        for (Map.Entry<String, String> entry : merged.entrySet()) {
            put(generated.root(), field, entry.getKey(), entry.getValue());
        }
    }

    /// Adds one entry as a string.
    public static void put(Mapping root, String field, String key, String text) {
        Mapping data = root.mapping(field);
        if (data == null) {
            data = new Mapping();
            root.set(field, data);
        }
        data.set(key, Scalar.string(text));
    }

    /// Base64 in lines of 70 characters, each closed by a line break, when it is longer than one line.
    public static String base64(byte[] bytes) {
        String plain = new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
        if (plain.length() < BASE64_LINE) {
            return plain;
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < plain.length(); i += BASE64_LINE) {
            lines.append(plain, i, Math.min(i + BASE64_LINE, plain.length())).append('\n');
        }
        return lines.toString();
    }
}
