package dev.plumbline.audit.kafka;

import java.util.List;

import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;

import dev.plumbline.audit.domain.archive.UnavailableException;
import dev.plumbline.audit.domain.command.CommandSink;
import dev.plumbline.contracts.Command;
import dev.plumbline.messaging.FencedException;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.messaging.TransactionAbortedException;

/// Writes commands to `plumbline.commands.v1`.
public final class KafkaCommands implements CommandSink {
    private static final Logger LOG = Logger.getLogger(KafkaCommands.class);

    private final Outbox outbox;

    public KafkaCommands(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void send(Command command) {
        try {
            outbox.transact(List.of(new Outgoing.Publish(command)));
            LOG.infof("command accepted application=%s kind=%s actor=%s", command.application(), command.kind(),
                    command.actor());
        } catch (TransactionAbortedException e) {
            throw new UnavailableException("The command was not written: Kafka does not answer", e);
        } catch (FencedException e) {
            Quarkus.asyncExit(1);
            throw new UnavailableException("The command was not written: another instance has taken over", e);
        }
    }
}
