package dev.plumbline.kubernetes.admission;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Trees;

/// The class that an annotation makes the default: of several, the newest, then the first by name.
final class MarkedDefault {
    private MarkedDefault() {
    }

    static Optional<String> among(List<ObjectNode> classes, String... annotations) {
        return classes.stream().filter(candidate -> isMarked(candidate, annotations))
                .min(Comparator.comparing(MarkedDefault::created).reversed().thenComparing(MarkedDefault::name))
                .map(MarkedDefault::name);
    }

    private static boolean isMarked(ObjectNode candidate, String... annotations) {
        for (String annotation : annotations) {
            if (Trees.text(candidate, "metadata", "annotations", annotation).equals("true")) {
                return true;
            }
        }
        return false;
    }

    private static String created(ObjectNode candidate) {
        return Trees.text(candidate, "metadata", "creationTimestamp");
    }

    private static String name(ObjectNode candidate) {
        return Trees.text(candidate, "metadata", "name");
    }
}
