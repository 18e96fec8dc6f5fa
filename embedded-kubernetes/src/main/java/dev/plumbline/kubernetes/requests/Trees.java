package dev.plumbline.kubernetes.requests;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Whole parts of objects.
final class Trees {

    private Trees() {
    }

    /// Makes a field what it is in `from`, absent if it is absent there.
    static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }

    static void copyAllBut(ObjectNode from, ObjectNode to, String... kept) {
        Set<String> names = new HashSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        List.of(kept).forEach(names::remove);
        names.forEach(name -> copy(from, to, name));
    }

    static boolean differsOutside(ObjectNode a, ObjectNode b, String... ignored) {
        ObjectNode left = a.objectNode().setAll(a);
        ObjectNode right = b.objectNode().setAll(b);
        left.remove(List.of(ignored));
        right.remove(List.of(ignored));
        return !left.equals(right);
    }
}
