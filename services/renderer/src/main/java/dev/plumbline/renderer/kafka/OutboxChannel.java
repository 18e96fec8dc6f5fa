package dev.plumbline.renderer.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;

import io.quarkus.arc.Unremovable;
import io.smallrye.reactive.messaging.MutinyEmitter;

/// Declares the channel whose transactional producer the [dev.plumbline.messaging.Outbox] writes with: the framework
/// makes it only for whoever injects it. Nothing is sent through the emitter.
@Unremovable
@ApplicationScoped
class OutboxChannel {
    @SuppressWarnings("unused") // see above
    private final MutinyEmitter<byte[]> emitter;

    OutboxChannel(@Channel("outbox") MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }
}
