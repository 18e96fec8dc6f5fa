package dev.plumbline.differ.domain.plan;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.PlannedOperation;

/// What follows for an Application: operations, or why not, or neither when all is well.
///
/// @param operations one plan, in order; empty when there is nothing to do now
/// @param waits what would be done and waits, in words for the owner
/// @param retryAt when something that waits may go on by itself; absent when time alone changes nothing
public record Decision(List<PlannedOperation> operations, List<String> waits, @Nullable Instant retryAt) {
    /// Nothing to do.
    public static final Decision NOTHING = new Decision(List.of(), List.of(), null);

    public Decision {
        operations = List.copyOf(operations);
        waits = List.copyOf(waits);
    }
}
