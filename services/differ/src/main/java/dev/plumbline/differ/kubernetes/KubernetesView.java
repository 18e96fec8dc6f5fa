package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;

import dev.plumbline.differ.domain.ClusterView;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.differ.domain.InputQueue;
import dev.plumbline.differ.domain.Turn;
import dev.plumbline.differ.domain.drift.ClusterWrite;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;

/// A cluster behind the Kubernetes API: one watch for each kind in use, and one for definitions.
public final class KubernetesView implements ClusterView, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KubernetesView.class);

    private final ApiServer server;
    private final Discovery discovery;
    private final InputQueue inputs;
    private final InstantSource clock;
    private final Definitions definitions;
    private final Map<ApiKind, KindWatch> watches = new ConcurrentHashMap<>();

    public KubernetesView(KubernetesClient client, InputQueue inputs, InstantSource clock, MeterRegistry metrics) {
        this.server = new ApiServer(client, new RequestMeter(metrics));
        this.discovery = new Discovery(server);
        this.inputs = inputs;
        this.clock = clock;
        this.definitions = new Definitions(server, clock, this::definitionChanged);
    }

    /// Begins with the definitions.
    public void start() {
        definitions.start();
    }

    @Override
    public void watch(Set<ApiKind> kinds) {
        if (watches.keySet().equals(kinds)) {
            return;
        }
        for (Iterator<Map.Entry<ApiKind, KindWatch>> it = watches.entrySet().iterator(); it.hasNext();) {
            Map.Entry<ApiKind, KindWatch> running = it.next();
            if (!kinds.contains(running.getKey())) {
                LOG.infof("watch ended kind=%s", running.getKey());
                running.getValue().stop();
                it.remove();
            }
        }
        Map<ApiKind, KindWatch> begun = new HashMap<>();
        for (ApiKind kind : kinds) {
            if (!watches.containsKey(kind)) {
                LOG.infof("watch begun kind=%s", kind);
                begun.put(kind, new KindWatch(kind, server, discovery, inputs, clock));
            }
        }
        watches.putAll(begun);
        begun.values().forEach(KindWatch::start);
    }

    @Override
    public void ask(List<Turn.Question> questions) {
        for (Turn.Question question : questions) {
            Thread.ofVirtual().name("ask-" + question.resource()).start(() -> answer(question));
        }
    }

    /// Takes in what the cluster's audit tells.
    public void hear(JsonNode events) throws InterruptedException {
        List<ClusterWrite> writes = AuditEvents.writes(events, discovery::known);
        if (!writes.isEmpty()) {
            inputs.put(new Input.Audited(writes));
        }
    }

    @Override
    public void close() {
        definitions.stop();
        watches.values().forEach(KindWatch::stop);
    }

    private void definitionChanged(Definitions.GroupKind changed) {
        watches.forEach((kind, watch) -> {
            if (kind.kind().equals(changed.kind()) && kind.group().equals(changed.group())) {
                watch.definitionChanged();
            }
        });
    }

    private void answer(Turn.Question question) {
        try {
            inputs.put(new Input.Probed(question.kind(), question.resource(), ask(question)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Input.Answer ask(Turn.Question question) throws InterruptedException {
        try {
            Optional<String> path = discovery.object(question.kind(), question.resource());
            if (path.isEmpty()) {
                return new Input.Answer.Absent();
            }
            ApiServer.Reply reply = server.get(path.get());
            if (reply.code() == ApiServer.OK && reply.body() instanceof ObjectNode object) {
                return new Input.Answer.Present(LiveObject.of(Trim.of(object)));
            }
            return reply.code() == ApiServer.NOT_FOUND
                    ? new Input.Answer.Absent()
                    : new Input.Answer.Unanswered("cannot be read: " + reply.message());
        } catch (IOException e) {
            return new Input.Answer.Unanswered("cannot be read: " + e.getMessage());
        }
    }
}
