package dev.plumbline.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

import javax.sql.DataSource;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.audit.domain.access.Access;
import dev.plumbline.audit.domain.archive.Archive;
import dev.plumbline.audit.domain.command.Commands;
import dev.plumbline.audit.domain.ledger.Appends;
import dev.plumbline.audit.domain.ledger.Ledger;
import dev.plumbline.audit.domain.ledger.Witness;
import dev.plumbline.audit.kafka.Backlog;
import dev.plumbline.audit.kafka.KafkaCommands;
import dev.plumbline.audit.kafka.LedgerHandler;
import dev.plumbline.audit.kafka.Positions;
import dev.plumbline.audit.kafka.TopicsAtStart;
import dev.plumbline.audit.metrics.EventMeters;
import dev.plumbline.audit.otlp.SpanExport;
import dev.plumbline.audit.postgres.PostgresArchive;
import dev.plumbline.audit.postgres.PostgresLedger;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.messaging.Batches;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EarlyHealth;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.KafkaSettings;
import dev.plumbline.messaging.Outbox;

/// Puts the service together.
@Singleton
class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    private static final String SERVICE = "audit";

    /// Waits for the database, brings its schema up to date, and waits for the broker.
    void beforeAll(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent event, Flyway schema,
            Instance<TopicsAtStart> topics) {
        try (EarlyHealth _ = EarlyHealth.open()) {
            schema.migrate();
            topics.get();
        }
    }

    /// Before the channels are connected, which is the platform's next step: they need the topics.
    void beforeTheChannels(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            TopicsAtStart topics, Backlog backlog) {
        LOG.infof("topics are there partitions=%d behind=%d", topics.partitions(), backlog.partitions());
    }

    @Produces
    @Singleton
    TopicsAtStart topics(KafkaSettings settings) {
        try {
            return TopicsAtStart.await(settings.broker());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to stop while waiting for the Kafka broker", e);
        }
    }

    @Produces
    @Singleton
    Ledger ledger(DataSource database) {
        return new PostgresLedger(database);
    }

    @Produces
    @Singleton
    Archive archive(DataSource database) {
        return new PostgresArchive(database);
    }

    @Produces
    @Singleton
    Positions positions(Ledger ledger, TopicsAtStart topics) {
        return new Positions(ledger.positions(), topics.topicIds());
    }

    @Produces
    @Singleton
    Backlog backlog(TopicsAtStart topics, Positions positions) {
        return new Backlog(topics.lastRecords(), positions);
    }

    @Produces
    @Singleton
    Appends appends() {
        return new Appends();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Decoder decoder(TopicsAtStart topics, InstantSource clock) {
        return new Decoder(SERVICE, new EventCodec(SERVICE, clock), clock,
                topics.partitions());
    }

    /// @param channel unused, but what makes the channel and its producer exist
    @Produces
    @Singleton
    Outbox outbox(@Channel("outbox") MutinyEmitter<byte[]> channel, KafkaClientService clients, InstantSource clock) {
        return new Outbox(() -> clients.<String, byte[]>getProducer("outbox").unwrap(),
                new EventCodec(SERVICE, clock));
    }

    @Produces
    @Singleton
    Batches batches(KafkaClientService clients, Decoder decoder, Outbox outbox,
            @VirtualThreads ExecutorService worker) {
        return new Batches(clients, "inputs", decoder, outbox, worker);
    }

    @Produces
    @Singleton
    LedgerHandler ledgerHandler(Ledger ledger, Positions positions, Appends appends, Decoder decoder,
            Outbox outbox, Witness witness, InstantSource clock) {
        return new LedgerHandler(ledger, positions, appends, decoder, outbox, witness, clock);
    }

    @Produces
    @Singleton
    Witness witness(MeterRegistry registry, Instance<SpanExport> export, AuditConfig config) {
        EventMeters meters = new EventMeters(registry);
        return config.otlp().endpoint().isPresent() ? meters.and(export.get()) : meters;
    }

    @Produces
    @Singleton
    @Typed(SpanExport.class)
    SpanExport spanExport(AuditConfig config) {
        return SpanExport.to(config.otlp().endpoint().orElseThrow(), config.otlp().headers().orElse(""));
    }

    void close(@Disposes SpanExport export) {
        export.close();
    }

    @Produces
    @Singleton
    Commands commands(Archive archive, Outbox outbox, InstantSource clock) {
        return new Commands(archive, new KafkaCommands(outbox), clock,
                () -> UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    Access access(AuditConfig config) {
        return config.tokenFile().<Access>map(file -> new Access.Guarded(token(file)))
                .orElseGet(Access.Open::new);
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("PLUMBLINE_TOKEN_FILE names " + file + ", which cannot be read", e);
        }
    }

    /// The API's JSON is that of the events, with what is absent said as null.
    @Produces
    @Singleton
    ObjectMapper json() {
        return EventJson.mapper().rebuild()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
                .build();
    }
}
