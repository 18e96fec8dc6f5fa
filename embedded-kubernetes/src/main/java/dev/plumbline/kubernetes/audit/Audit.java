package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.User;

/// Takes note of requests and sends events of them to a webhook, never at the cost of a request: what the webhook
/// does not take in time is dropped and counted.
public final class Audit implements AutoCloseable {
    private final AuditPolicy policy;
    private final AuditCounts counts;
    private final @Nullable EventQueue queue;
    private final InstantSource clock;

    private Audit(AuditPolicy policy, AuditCounts counts, @Nullable EventQueue queue, InstantSource clock) {
        this.policy = policy;
        this.counts = counts;
        this.queue = queue;
        this.clock = clock;
    }

    /// Records nothing.
    public static Audit off() {
        return new Audit(AuditPolicy.NOTHING, new AuditCounts(), null, Clock.systemUTC());
    }

    /// Starts to send; files that can't be used are an IOException that says why.
    public static Audit start(AuditSettings settings) throws IOException {
        AuditCounts counts = new AuditCounts();
        AuditPolicy policy = AuditPolicy.read(settings.policy());
        Webhook webhook = Webhook.of(WebhookTarget.read(settings.webhook()));
        return new Audit(policy, counts, EventQueue.start(settings.batches(), webhook, counts), Clock.systemUTC());
    }

    /// @param request asked only if something of it is recorded
    public AuditTrail trail(Attributes attributes, Supplier<Incoming> request) {
        return new AuditTrail(this, attributes, request);
    }

    /// Counters in the Prometheus text format, named as kube-apiserver's.
    public String metrics() {
        return counts.text();
    }

    Instant now() {
        return clock.instant();
    }

    Recording recording(@Nullable User user, Attributes attributes) {
        Recording recording = policy.of(user, attributes);
        if (queue != null) {
            counts.decided(recording.level());
        }
        return recording;
    }

    void record(AuditEvent event) {
        counts.recorded();
        if (queue != null) {
            queue.offer(event);
        }
    }

    /// Sends what waits, for a few seconds at most.
    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
