package dev.plumbline.kubernetes.managedfields;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.manifests.FieldPath;

/// What came of a server-side apply.
public sealed interface Applied {

    /// The object to store, decoded, defaulted and with its new managedFields. Equal to the live object if the apply
    /// changed nothing.
    record Merged(ObjectNode object) implements Applied {
    }

    /// Others own what the configuration wants to change.
    ///
    /// @param conflicts never empty
    record Conflicts(List<Conflict> conflicts) implements Applied {
        public Conflicts {
            conflicts = List.copyOf(conflicts);
        }

        /// The message of the answer, as apimachinery's `conflict.go` writes it.
        public String message() {
            if (conflicts.size() == 1) {
                Conflict only = conflicts.getFirst();
                return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
            }
            TreeMap<String, List<Conflict>> byOwner = conflicts.stream()
                    .collect(Collectors.groupingBy(conflict -> conflict.owner().display(), TreeMap::new,
                            Collectors.toList()));
            return byOwner.entrySet().stream()
                    .map(owner -> owner.getValue().stream().map(conflict -> "\n- " + conflict.field())
                            .collect(Collectors.joining("", "conflicts with " + owner.getKey() + ":", "")))
                    .collect(Collectors.joining("\n", "Apply failed with " + conflicts.size() + " conflicts: ", ""));
        }
    }

    /// The configuration does not fit the type: undeclared fields, wrong types, repeated keys.
    record Untypable(String message) implements Applied {
    }

    /// One field that somebody else owns.
    record Conflict(Owner owner, FieldPath path) {
        /// `conflict with "hpa" with subresource "scale" using apps/v1`.
        public String message() {
            return "conflict with " + owner.display();
        }

        /// `.spec.replicas`.
        public String field() {
            return path.toKubernetes();
        }
    }
}
