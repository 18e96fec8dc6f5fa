package dev.plumbline.differ.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;

/// How many drifts are open, by the statuses in the topic.
final class OpenDrifts {
    private final Map<String, Open> byApplication = new ConcurrentHashMap<>();

    private record Open(int partition, int drifts) {
    }

    void follow(Incoming record) {
        switch (record) {
            case Incoming.Decoded decoded when decoded.event() instanceof ApplicationStatus status ->
                byApplication.put(status.name(), new Open(decoded.origin().partition(), status.drift().size()));
            case Incoming.Tombstone(Incoming.Origin origin, String key) when origin.topic() == Topic.STATUS ->
                byApplication.remove(key);
            case Incoming.Decoded _,Incoming.Tombstone _,Incoming.Foreign _,Incoming.Undecodable _ -> {
                // No status.
            }
        }
    }

    void lost(int partition) {
        byApplication.values().removeIf(open -> open.partition() == partition);
    }

    int count() {
        return byApplication.values().stream().mapToInt(Open::drifts).sum();
    }
}
