package dev.plumbline.audit.domain.ledger;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.DriftUpdated;

/// The latest that is known of a drift.
///
/// @param resolvedAt absent while it is open
/// @param resolution absent while it is open
public record DriftState(String id, DriftEvent.Drift drift, @Nullable Instant resolvedAt,
        DriftEvent.@Nullable Resolution resolution) {
    public DriftState {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(drift, "drift");
    }

    /// Each event carries the whole state, so the last one tells all.
    static DriftState of(DriftEvent event) {
        return switch (event) {
            case DriftDetected(String id, DriftEvent.Drift drift) -> new DriftState(id, drift, null, null);
            case DriftUpdated(String id, DriftEvent.Drift drift) -> new DriftState(id, drift, null, null);
            case DriftResolved(String id, DriftEvent.Drift drift, Instant at, DriftEvent.Resolution resolution) ->
                new DriftState(id, drift, at, resolution);
        };
    }
}
