package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// The state of one watched ref. Topic `plumbline.checkpoints.v1`, compacted, key `repository#ref`; sent in one
/// transaction with the commits that it closes.
///
/// @param last the newest commit emitted; absent while the ref was never read
/// @param error why the repository or the ref cannot be read now, for its owner; absent when it can
/// @param since when `error` began, or when `last` was emitted
public record Checkpoint(String repository, String ref, @Nullable CommitObserved last, @Nullable String error,
        Instant since) implements Event {

    public Checkpoint {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(since, "since");
    }

    @Override
    public Topic topic() {
        return Topic.CHECKPOINTS;
    }

    @Override
    public String key() {
        return CommitObserved.key(repository, ref);
    }

    @Override
    public String eventId() {
        return Ids.of("checkpoint", repository, ref, last == null ? "" : last.commit(), error == null ? "" : error);
    }
}
