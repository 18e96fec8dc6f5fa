package dev.plumbline.kubernetes.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.Decision;
import dev.plumbline.kubernetes.access.User;

/// What happens to one request, told step by step by whoever answers it; each step may become an event.
///
/// Used by one thread at a time.
public final class AuditTrail {
    private final Audit audit;
    private final Attributes attributes;
    private final Supplier<Incoming> source;
    private final Map<String, String> annotations = new TreeMap<>();
    private @Nullable Recording recording;
    private @Nullable Incoming request;
    private @Nullable User user;
    private @Nullable User acting;
    private boolean complete;

    /// @param source asked once, if anything is recorded
    AuditTrail(Audit audit, Attributes attributes, Supplier<Incoming> source) {
        this.audit = audit;
        this.attributes = attributes;
        this.source = source;
    }

    /// The caller is known.
    public void received(User caller) {
        user = caller;
        record(Stage.REQUEST_RECEIVED, new Outcome.Pending());
    }

    /// The caller acts as this user; nothing is told of someone who acts as themselves.
    public void actingAs(User other) {
        if (!other.equals(user)) {
            acting = other;
        }
    }

    public void decided(Decision decision) {
        annotations.put("authorization.k8s.io/decision", decision.allowed() ? "allow" : "forbid");
        annotations.put("authorization.k8s.io/reason", decision.reason());
    }

    /// A stream begins; [#ended] closes it.
    public void started(int code) {
        record(Stage.RESPONSE_STARTED, new Outcome.Streaming(code));
    }

    public void ended(int code) {
        complete(Stage.RESPONSE_COMPLETE, new Outcome.Streaming(code));
    }

    /// Answered as a whole. A caller who was not authenticated leaves only this, as on a real server.
    public void answered(int code, String contentType, byte[] body) {
        complete(user == null ? Stage.RESPONSE_STARTED : Stage.RESPONSE_COMPLETE,
                new Outcome.Answered(code, contentType, body));
    }

    public void panicked(Throwable why) {
        complete(Stage.PANIC, new Outcome.Panicked(why.toString()));
    }

    private void complete(Stage stage, Outcome outcome) {
        if (!complete) {
            complete = true;
            record(stage, outcome);
        }
    }

    private void record(Stage stage, Outcome outcome) {
        Recording decided = recording;
        if (decided == null) {
            decided = audit.recording(user, attributes);
            recording = decided;
        }
        if (decided.covers(stage)) {
            Incoming incoming = request();
            audit.record(new AuditEvent(incoming, decided, stage,
                    stage == Stage.REQUEST_RECEIVED ? incoming.at() : audit.now(), Optional.ofNullable(user),
                    Optional.ofNullable(acting), annotations, outcome));
        }
    }

    private Incoming request() {
        Incoming known = request;
        if (known == null) {
            known = source.get();
            request = known;
        }
        return known;
    }
}
