package dev.plumbline.applier.domain;

import java.util.List;

import dev.plumbline.contracts.PlannedOperation;

/// All operations of one plan, in the order to execute.
///
/// @param operations as many as each of them says, by index; never empty
public record Plan(List<PlannedOperation> operations) {
    public Plan {
        operations = List.copyOf(operations);
        if (operations.isEmpty() || operations.size() != operations.getFirst().count()) {
            throw new IllegalArgumentException("A plan is executed whole or not at all; this one has "
                    + operations.size() + " operations");
        }
    }

    public String id() {
        return operations.getFirst().plan();
    }

    public String revision() {
        return operations.getFirst().revision();
    }

    public String application() {
        return operations.getFirst().application();
    }

    /// Orders plans of one Application: a plan decided on an older snapshot is never executed after a newer one.
    public long markerOffset() {
        return operations.getFirst().markerOffset();
    }
}
