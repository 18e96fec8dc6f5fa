package dev.plumbline.kubernetes.crd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Which of the names that a definition asks for it gets: those that no other definition of its group has
/// (apiextensions' naming controller).
///
/// @param accepted the names as `status.acceptedNames` holds them
/// @param conflict reason of the last name that is taken; empty: all are free
/// @param message  which names are taken
record Naming(ObjectNode accepted, String conflict, String message) {

    static Naming of(Definition definition, List<Definition> all) {
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Definition other : all) {
            if (other.group().equals(definition.group()) && !other.name().equals(definition.name())) {
                JsonNode names = other.object().path("status").path("acceptedNames");
                resources.add(names.path("plural").asText());
                resources.add(names.path("singular").asText());
                names.path("shortNames").forEach(name -> resources.add(name.asText()));
                kinds.add(names.path("kind").asText());
                kinds.add(names.path("listKind").asText());
            }
        }
        Claims claims = new Claims(definition);
        claims.single("plural", "PluralConflict", resources);
        claims.single("singular", "SingularConflict", resources);
        claims.shortNames(resources);
        claims.single("kind", "KindConflict", kinds);
        claims.single("listKind", "ListKindConflict", kinds);
        claims.keep("categories");
        return new Naming(claims.accepted, claims.conflict, claims.message);
    }

    boolean isAccepted() {
        return conflict.isEmpty();
    }

    /// What is being accepted, name by name: a name that is taken leaves the one that was accepted before.
    private static final class Claims {
        private final JsonNode wanted;
        private final ObjectNode accepted;
        private String conflict = "";
        private String message = "";

        private Claims(Definition definition) {
            wanted = definition.names();
            accepted = definition.object().path("status").path("acceptedNames") instanceof ObjectNode before
                    ? before.deepCopy()
                    : JsonNodeFactory.instance.objectNode().put("plural", "")
                            .put("kind", "");
        }

        private void single(String field, String reason, Set<String> taken) {
            String name = wanted.path(field).asText();
            if (!name.equals(accepted.path(field).asText()) && taken.contains(name)) {
                refuse(reason, List.of(name));
            } else {
                keep(field);
            }
        }

        private void shortNames(Set<String> taken) {
            List<String> before = new ArrayList<>();
            accepted.path("shortNames").forEach(name -> before.add(name.asText()));
            List<String> refused = new ArrayList<>();
            for (JsonNode name : wanted.path("shortNames")) {
                if (!before.contains(name.asText()) && taken.contains(name.asText())) {
                    refused.add(name.asText());
                }
            }
            if (refused.isEmpty()) {
                keep("shortNames");
            } else {
                refuse("ShortNamesConflict", refused);
            }
        }

        private void keep(String field) {
            JsonNode value = wanted.get(field);
            if (value == null) {
                accepted.remove(field);
            } else {
                accepted.set(field, value.deepCopy());
            }
        }

        private void refuse(String reason, List<String> names) {
            List<String> lines = names.stream().map(name -> "\"" + name + "\" is already in use").toList();
            conflict = reason;
            message = lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
        }
    }
}
