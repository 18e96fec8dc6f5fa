package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

/// The deletions of one revision of one Application are approved. Topic `plumbline.holds.v1`, compacted, key
/// `application/@approval`.
public record Approval(String application, String revision, String actor, String reason, Instant at)
        implements
            Event {
    public Approval {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public Topic topic() {
        return Topic.HOLDS;
    }

    @Override
    public String key() {
        return application + "/@approval";
    }

    @Override
    public String eventId() {
        return Ids.of("approval", application, revision, at);
    }
}
