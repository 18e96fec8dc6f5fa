package dev.plumbline.gitwatcher.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.gitwatcher.domain.CommitLog;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.TransactionAbortedException;

/// Commits and their checkpoint in one Kafka transaction, tried until it is committed.
public final class KafkaCommitLog implements CommitLog {
    private static final Logger LOG = Logger.getLogger(KafkaCommitLog.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Outbox outbox;

    public KafkaCommitLog(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void append(List<CommitObserved> commits, Checkpoint checkpoint) throws InterruptedException {
        List<Outgoing> records = new ArrayList<>(commits.size() + 1);
        commits.forEach(commit -> records.add(new Outgoing.Publish(commit)));
        records.add(new Outgoing.Publish(checkpoint));
        while (!written(records)) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean written(List<Outgoing> records) throws InterruptedException {
        try {
            outbox.transact(records);
            return true;
        } catch (TransactionAbortedException | KafkaException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.warnf(e, "commits cannot be written now, trying again");
            return false;
        }
    }
}
