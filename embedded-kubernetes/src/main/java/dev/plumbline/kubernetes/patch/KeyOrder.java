package dev.plumbline.kubernetes.patch;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The keys of objects that a patch took apart are in the order of the alphabet afterwards, which shows in messages.
final class KeyOrder {
    private KeyOrder() {
    }

    static void sort(ObjectNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        object.removeAll();
        object.setAll(sorted);
    }
}
