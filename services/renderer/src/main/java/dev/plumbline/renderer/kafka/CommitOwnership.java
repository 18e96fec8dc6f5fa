package dev.plumbline.renderer.kafka;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/// Forgets the fleet when its commits may go to another instance.
@ApplicationScoped
@Identifier("commits")
class CommitOwnership implements KafkaConsumerRebalanceListener {
    private final CommitHandler commits;

    CommitOwnership(CommitHandler commits) {
        this.commits = commits;
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        commits.forget();
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        commits.forget();
    }
}
