package dev.plumbline.renderer.domain;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;

/// Where each watched ref stands, as `plumbline.checkpoints.v1` tells it. Safe for use by several threads.
public final class Checkpoints {
    private final Map<String, Checkpoint> byKey = new ConcurrentHashMap<>();

    public void apply(Checkpoint checkpoint) {
        byKey.put(checkpoint.key(), checkpoint);
    }

    public Optional<Checkpoint> of(ApplicationSpec.Source source) {
        return Optional.ofNullable(byKey.get(CommitObserved.key(source.repository(), source.ref())));
    }

    /// The newest commit that was emitted of a source.
    public Optional<CommitObserved> newest(ApplicationSpec.Source source) {
        return of(source).flatMap(checkpoint -> Optional.ofNullable(checkpoint.last()));
    }
}
