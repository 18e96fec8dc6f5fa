package dev.plumbline.gitwatcher.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;

import io.quarkus.arc.Unremovable;
import io.smallrye.reactive.messaging.MutinyEmitter;

/// Declares the channel whose transactional producer the [dev.plumbline.messaging.Outbox] writes with: the framework
/// makes it only for whoever injects it. Nothing is sent through the emitter.
@Unremovable
@ApplicationScoped
class OutboxChannel {
    static final String NAME = "outbox";

    @SuppressWarnings("unused") // see above
    private final MutinyEmitter<byte[]> emitter;

    OutboxChannel(@Channel(NAME) MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }
}
