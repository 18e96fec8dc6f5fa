package dev.plumbline.gitwatcher.domain;

import java.util.Map;
import java.util.function.Function;

import dev.plumbline.contracts.CommitObserved;

/// The local copy of one repository.
public interface Mirror extends AutoCloseable {

    /// Reads the refs at the Git host, brings the mirror up to them and keeps what they point to from being lost.
    ///
    /// @param emitted the newest commit that was emitted of each ref; a ref without one is new and only its tip is unseen
    /// @param seen    how each ref came to be read
    /// @return one reading for each ref of the repository
    Map<String, Reading> read(WatchedRepository repository, Map<String, CommitObserved> emitted,
            Function<String, CommitObserved.Seen> seen);

    /// Whether the mirror has this commit.
    boolean holds(String commit);

    @Override
    void close();
}
