package dev.plumbline.differ.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;

import io.quarkus.arc.Unremovable;
import io.smallrye.reactive.messaging.MutinyEmitter;

/// Makes the channel `outbox` exist, so that its transactional producer does: the outbox writes through that one.
@Unremovable
@ApplicationScoped
class OutboxChannel {
    private final MutinyEmitter<byte[]> emitter;

    OutboxChannel(@Channel("outbox") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /// Whether anything would take a message; nothing is ever sent here.
    boolean isConnected() {
        return emitter.hasRequests();
    }
}
