package dev.plumbline.applier.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.plumbline.contracts.PlannedOperation;

/// Puts plans together from their operations, which arrive one by one, in order, one plan after another per Application.
///
/// Not safe for use by several threads.
public final class PlanAssembly {
    private final Map<String, Map<Integer, PlannedOperation>> unfinished = new HashMap<>();
    private final Map<String, String> planOf = new HashMap<>();

    /// Takes an operation; gives the plan that it completes. An operation of another plan of the Application gives up the
    /// unfinished one: its writer died within it, and its transaction can't have committed.
    public Optional<Plan> add(PlannedOperation operation) {
        String application = operation.application();
        if (!operation.plan().equals(planOf.put(application, operation.plan()))) {
            unfinished.put(application, new TreeMap<>());
        }
        Map<Integer, PlannedOperation> operations = unfinished.computeIfAbsent(application, _ -> new TreeMap<>());
        operations.put(operation.index(), operation);
        if (operations.size() < operation.count()) {
            return Optional.empty();
        }
        unfinished.remove(application);
        planOf.remove(application);
        return Optional.of(new Plan(operations.values().stream().toList()));
    }

    /// Forgets everything: another instance reads the plans now.
    public void clear() {
        unfinished.clear();
        planOf.clear();
    }
}
