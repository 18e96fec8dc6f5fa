package dev.plumbline.renderer.kafka;

import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Tables;
import dev.plumbline.renderer.domain.Applications;
import dev.plumbline.renderer.domain.Checkpoints;
import dev.plumbline.renderer.domain.Snapshots;

/// The tables that renderer joins, read by two readers: what is declared and watched as a whole, what is desired for the
/// partitions of this instance.
public final class RendererTables implements AutoCloseable {
    private final Broker broker;
    private final EventCodec codec;
    private final InstantSource clock;
    private final Applications applications;
    private final Checkpoints checkpoints;
    private final Snapshots snapshots;
    private volatile @Nullable Opened opened;

    private record Opened(int count, Decoder decoder, DeclarationTables declarations, Tables declared, Tables desired,
            Set<Integer> owned) {
        Opened owning(Set<Integer> partitions) {
            return new Opened(count, decoder, declarations, declared, desired, Set.copyOf(partitions));
        }
    }

    public RendererTables(Broker broker, EventCodec codec, InstantSource clock, Applications applications,
            Checkpoints checkpoints, Snapshots snapshots) {
        this.broker = broker;
        this.codec = codec;
        this.clock = clock;
        this.applications = applications;
        this.checkpoints = checkpoints;
        this.snapshots = snapshots;
    }

    /// Waits for the broker, creates missing topics and starts to read.
    public void open() throws InterruptedException {
        int count = broker.awaitTopics();
        Decoder decoder = new Decoder("renderer", codec, clock, count);
        Set<Integer> all = IntStream.range(0, count).boxed().collect(Collectors.toSet());
        DeclarationTables declarations = new DeclarationTables(applications, checkpoints, all);
        Tables declared = new Tables("declared", broker.tableConsumer(), Set.of(Topic.APPLICATIONS, Topic.CHECKPOINTS),
                decoder, declarations);
        Tables desired = new Tables("desired", broker.tableConsumer(), Set.of(Topic.DESIRED), decoder,
                new DesiredTable(snapshots));
        declared.own(all);
        opened = new Opened(count, decoder, declarations, declared, desired, Set.of());
    }

    Decoder decoder() {
        return required().decoder();
    }

    /// From now on these partitions of the desired state, and no others.
    void own(Set<Integer> partitions) {
        Opened now = required();
        opened = now.owning(partitions);
        now.desired().own(partitions);
    }

    void awaitDeclared() throws InterruptedException {
        required().declarations().awaitRead();
    }

    /// Whether all that this instance needs was read.
    public boolean areRead() {
        Opened now = opened;
        return now != null && now.declarations().isRead() && !now.owned().isEmpty()
                && snapshots.areComplete(now.owned());
    }

    /// Whether the broker is there.
    public boolean isConnected() {
        Opened now = opened;
        return now != null && now.declared().state().isConnected() && (now.owned().isEmpty()
                || now.desired().state().isConnected());
    }

    @Override
    public void close() {
        Opened now = opened;
        if (now != null) {
            now.declared().close();
            now.desired().close();
        }
    }

    private Opened required() {
        Opened now = opened;
        if (now == null) {
            throw new IllegalStateException("The tables are used before the service has started");
        }
        return now;
    }
}
