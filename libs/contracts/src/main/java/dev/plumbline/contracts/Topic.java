package dev.plumbline.contracts;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A topic of the public contract. Each has one writer; readers may be anyone.
///
/// Keys that begin with an Application's name put all that concerns it on one partition number across all topics
/// (see [Shard]), so that a reader may join them by taking the same partitions of each.
public enum Topic {
    COMMITS("plumbline.commits.v1", Duration.ofDays(30)), CHECKPOINTS("plumbline.checkpoints.v1", null), APPLICATIONS(
            "plumbline.applications.v1",
            null), RENDER_REQUESTS("plumbline.render-requests.v1", Duration.ofDays(7)), DESIRED("plumbline.desired.v1",
                    null), PLANS("plumbline.plans.v1", Duration.ofDays(7)), APPLIED("plumbline.applied.v1",
                            null), CHANGES("plumbline.changes.v1", Duration.ofDays(30)), DRIFT("plumbline.drift.v1",
                                    Duration.ofDays(30)), STATUS("plumbline.status.v1", null), COMMANDS(
                                            "plumbline.commands.v1",
                                            Duration.ofDays(30)), HOLDS("plumbline.holds.v1", null), DEAD_LETTERS(
                                                    "plumbline.dead-letters.v1", Duration.ofDays(30));

    private final String topicName;
    private final @Nullable Duration retention;

    Topic(String topicName, @Nullable Duration retention) {
        this.topicName = topicName;
        this.retention = retention;
    }

    /// The name in Kafka, for instance `plumbline.commits.v1`.
    public String topicName() {
        return topicName;
    }

    /// How long records are kept; empty for a compacted topic, which keeps the last record of each key.
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    public boolean isCompacted() {
        return retention == null;
    }

    /// The topic of this name in Kafka.
    ///
    /// @throws IllegalArgumentException when no topic of the contract has the name
    public static Topic named(String topicName) {
        for (Topic topic : values()) {
            if (topic.topicName.equals(topicName)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("No topic of Plumbline is named " + topicName);
    }
}
