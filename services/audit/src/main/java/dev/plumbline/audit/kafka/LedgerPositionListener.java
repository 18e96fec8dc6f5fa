package dev.plumbline.audit.kafka;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;

/// Goes on where the ledger is, whatever the group's offsets in Kafka say.
@ApplicationScoped
@Identifier(LedgerInput.CHANNEL)
class LedgerPositionListener implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LedgerPositionListener.class);

    private final Positions positions;
    private volatile boolean assigned;

    LedgerPositionListener(Positions positions) {
        this.positions = positions;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            positions.of(partition).ifPresentOrElse(next -> consumer.seek(partition, next),
                    () -> consumer.seekToBeginning(List.of(partition)));
        }
        assigned = true;
        LOG.infof("partitions assigned partitions=%d", partitions.size());
    }

    boolean isAssigned() {
        return assigned;
    }
}
