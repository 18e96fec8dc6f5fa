package dev.plumbline.audit.kafka;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;

import dev.plumbline.messaging.Batches;
import dev.plumbline.messaging.FencedException;

/// All topics that the ledger reads, batch after batch.
@ApplicationScoped
class LedgerInput {
    static final String CHANNEL = "inputs";

    private static final Logger LOG = Logger.getLogger(LedgerInput.class);

    private final Batches batches;
    private final LedgerHandler handler;
    private final Backlog backlog;

    LedgerInput(Batches batches, LedgerHandler handler, Backlog backlog) {
        this.batches = batches;
        this.handler = handler;
        this.backlog = backlog;
    }

    @Incoming(CHANNEL)
    Uni<Void> on(KafkaRecordBatch<String, byte[]> batch) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Batches.consumerRecords(batch).forEach(
                record -> offsets.put(new TopicPartition(record.topic(), record.partition()), record.offset()));
        return batches.process(batch, handler).invoke(() -> backlog.dealtWith(offsets))
                .onFailure(FencedException.class).invoke(e -> {
                    LOG.errorf(e, "another instance writes under this one's id, this process ends");
                    Quarkus.asyncExit(1);
                });
    }
}
