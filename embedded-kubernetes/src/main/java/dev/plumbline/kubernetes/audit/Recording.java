package dev.plumbline.kubernetes.audit;

import java.util.Set;

/// What the policy says about one request.
///
/// @param omitted           stages of which no event is made
/// @param omitManagedFields whether bodies are told without `metadata.managedFields`
record Recording(Level level, Set<Stage> omitted, boolean omitManagedFields) {

    Recording {
        omitted = Set.copyOf(omitted);
    }

    boolean covers(Stage stage) {
        return level != Level.NONE && !omitted.contains(stage);
    }
}
