package dev.plumbline.kubernetes.kinds;

import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/// The lines that tell which fields of two trees differ; the real server prints Go structs here.
final class StructDiff {
    private StructDiff() {
    }

    static String of(JsonNode before, JsonNode after) {
        StringBuilder out = new StringBuilder();
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!before.path(name).equals(after.path(name))) {
                out.append("- \t").append(name).append(": ").append(before.path(name)).append('\n');
                out.append("+ \t").append(name).append(": ").append(after.path(name)).append('\n');
            }
        }
        return out.toString();
    }
}
