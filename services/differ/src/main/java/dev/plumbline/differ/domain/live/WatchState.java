package dev.plumbline.differ.domain.live;

import java.util.Objects;

/// How far a watch can be trusted: the evidence that every claim about live rests on.
public sealed interface WatchState {
    /// Asked for, not listed yet.
    record Starting() implements WatchState {
    }

    /// Listed and connected: what it does not show does not exist.
    record Synced() implements WatchState {
    }

    /// The cluster has no such kind: no CustomResourceDefinition is established for it.
    record Unserved() implements WatchState {
    }

    /// Nothing can be said about live.
    ///
    /// @param reason why, and what to do about it
    record Blind(String reason) implements WatchState {
        public Blind {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
