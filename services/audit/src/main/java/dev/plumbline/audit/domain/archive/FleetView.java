package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.Sync;

/// Where the fleet stands: the repository that declares the Applications.
///
/// @param revision its newest commit evaluated; null before the first
/// @param error all errors, one a line; null when there is none
/// @param at when this was evaluated; null before the first time
public record FleetView(Sync sync, @Nullable String revision, @Nullable String error, List<String> errors,
        @Nullable Instant at) {
    public FleetView {
        errors = List.copyOf(errors);
    }

    /// Without a status nothing is known.
    public static FleetView of(@Nullable ApplicationStatus status) {
        return status == null
                ? new FleetView(Sync.UNKNOWN, null, null, List.of(), null)
                : new FleetView(status.sync(), status.revision(), ApplicationView.joined(status.errors()),
                        status.errors(), status.at());
    }
}
