package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.Ownership;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.differ.domain.InputQueue;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.manifests.Schema;

/// Watches the objects of one kind that carry our label, over all namespaces, on a thread of its own. While the cluster
/// does not serve the kind it waits for word of a new definition.
final class KindWatch implements Reflector.Sink {
    private static final Logger LOG = Logger.getLogger(KindWatch.class);
    private static final String OURS = "labelSelector=" + Ownership.APPLICATION_LABEL.replace("/", "%2F");
    /// Kinds of aggregated APIs come without a definition that could be watched.
    private static final Duration UNSERVED_PAUSE = Duration.ofMinutes(5);
    private static final Duration FAILED_PAUSE = Duration.ofSeconds(2);

    private final ApiKind kind;
    private final ApiServer server;
    private final Discovery discovery;
    private final InputQueue inputs;
    private final InstantSource clock;
    private final Semaphore definitionNews = new Semaphore(0);
    private volatile @Nullable Reflector reflector;
    private final Thread thread;

    KindWatch(ApiKind kind, ApiServer server, Discovery discovery, InputQueue inputs, InstantSource clock) {
        this.kind = kind;
        this.server = server;
        this.discovery = discovery;
        this.inputs = inputs;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("watch-" + kind).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
        Reflector running = reflector;
        if (running != null) {
            running.interrupt();
        }
    }

    /// A definition of this kind came, changed or went.
    void definitionChanged() {
        definitionNews.release();
        Reflector running = reflector;
        if (running != null) {
            Thread.ofVirtual().name("type-" + kind).start(this::learnTypeAgain);
        }
    }

    @Override
    public void listed(List<ObjectNode> objects) throws InterruptedException {
        List<LiveObject> live = new ArrayList<>(objects.size());
        for (ObjectNode object : objects) {
            live.add(LiveObject.of(Trim.of(object)));
        }
        inputs.put(new Input.Listed(kind, live));
    }

    @Override
    public void event(String type, ObjectNode object) throws InterruptedException {
        LiveObject live = LiveObject.of(Trim.of(object));
        inputs.put(type.equals("DELETED") ? new Input.Vanished(kind, live.id()) : new Input.Seen(kind, live));
    }

    @Override
    public void state(WatchState state) throws InterruptedException {
        inputs.put(new Input.Watched(kind, state));
    }

    private void run() {
        try {
            while (true) {
                follow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        definitionNews.drainPermits();
        try {
            Optional<String> path = discovery.collection(kind);
            if (path.isEmpty()) {
                state(new WatchState.Unserved());
                pause(UNSERVED_PAUSE);
                return;
            }
            learnType();
            Reflector running = new Reflector(server, path.get(), OURS, kind.toString(), this, clock);
            reflector = running;
            running.follow();
            discovery.forget(kind.group());
        } catch (IOException e) {
            state(new WatchState.Blind(String.valueOf(e.getMessage())));
            pause(FAILED_PAUSE);
        } finally {
            reflector = null;
        }
    }

    private void pause(Duration longest) throws InterruptedException {
        if (definitionNews.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            discovery.forget(kind.group());
        }
    }

    private void learnType() throws IOException, InterruptedException {
        Optional<Schema> type = discovery.customType(kind);
        if (type.isPresent()) {
            inputs.put(new Input.Typed(kind, type.get()));
        }
    }

    private void learnTypeAgain() {
        try {
            learnType();
        } catch (IOException e) {
            LOG.debugf(e, "type is not known now kind=%s", kind);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
