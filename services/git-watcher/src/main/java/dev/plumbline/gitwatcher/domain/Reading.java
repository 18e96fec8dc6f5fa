package dev.plumbline.gitwatcher.domain;

import java.util.List;

import dev.plumbline.contracts.CommitObserved;

/// What came of reading one ref at its Git host.
public sealed interface Reading {

    /// The ref is there.
    ///
    /// @param unseen commits that were not emitted yet, oldest first; the last of them is what the ref points to
    record Read(List<CommitObserved> unseen) implements Reading {
        public Read {
            unseen = List.copyOf(unseen);
        }
    }

    /// The ref or its repository cannot be read.
    ///
    /// @param error in words for whoever named it; the same as long as the reason is
    record Unreadable(String error) implements Reading {
    }
}
