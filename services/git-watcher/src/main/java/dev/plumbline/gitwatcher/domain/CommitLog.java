package dev.plumbline.gitwatcher.domain;

import java.util.List;

import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;

/// Where commits are told to the other services.
@FunctionalInterface
public interface CommitLog {
    /// Writes all or nothing; returns when it is written, however long that takes.
    ///
    /// @param commits    oldest first; may be empty
    /// @param checkpoint closes them
    void append(List<CommitObserved> commits, Checkpoint checkpoint) throws InterruptedException;
}
