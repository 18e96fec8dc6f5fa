package dev.plumbline.audit.domain.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells those who follow the ledger that it has grown. They ask the archive for what is new.
public final class Appends {
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /// @param follower called after each append, on the writer's thread: it must not block
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /// The ledger has grown, or may have.
    public void announce() {
        followers.forEach(Runnable::run);
    }
}
