package dev.plumbline.gitwatcher.kafka;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Topic;
import dev.plumbline.gitwatcher.domain.Watches;
import dev.plumbline.gitwatcher.domain.Watchlist;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.ClientState;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Tables;

/// Creates missing topics and has the [Watches] follow the tables from then on.
public final class KafkaInput implements AutoCloseable {
    private static final String NAME = "git-watcher";

    private final Broker broker;
    private final InstantSource clock;
    private volatile int count;
    private volatile @Nullable WatchTables tables;
    private volatile @Nullable Tables reader;

    public KafkaInput(Broker broker, InstantSource clock) {
        this.broker = broker;
        this.clock = clock;
    }

    /// Returns when all topics are there, however long the broker takes to come up.
    public void awaitTopics() throws InterruptedException {
        count = broker.awaitTopics();
    }

    /// Starts to read, after [#awaitTopics()].
    public void open(Watchlist watchlist, Watches watches) {
        Set<Integer> all = IntStream.range(0, count).boxed().collect(Collectors.toSet());
        WatchTables read = new WatchTables(watchlist, all, watches);
        Tables opened = new Tables(NAME, broker.tableConsumer(), Set.of(Topic.APPLICATIONS, Topic.CHECKPOINTS),
                new Decoder(NAME, new EventCodec(NAME, clock), clock, count), read);
        tables = read;
        reader = opened;
        opened.own(all);
    }

    /// Whether the tables were read to the end that they had at start.
    public boolean isRead() {
        WatchTables opened = tables;
        return opened != null && opened.isRead();
    }

    /// What the tables' consumer knows of itself; empty before there is one.
    public Optional<ClientState> consumer() {
        return Optional.ofNullable(reader).map(Tables::state);
    }

    @Override
    public void close() {
        Tables opened = reader;
        if (opened != null) {
            opened.close();
        }
    }
}
