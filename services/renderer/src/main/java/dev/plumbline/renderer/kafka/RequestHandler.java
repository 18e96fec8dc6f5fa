package dev.plumbline.renderer.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.RenderRequested;
import dev.plumbline.contracts.Topic;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.BatchHandler;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Lanes;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.renderer.domain.ApplicationRender;
import dev.plumbline.renderer.domain.Applications;
import dev.plumbline.renderer.domain.LastRenders;
import dev.plumbline.renderer.domain.Publication;
import dev.plumbline.renderer.domain.Snapshot;
import dev.plumbline.renderer.domain.Snapshots;
import dev.plumbline.renderer.domain.Sources;

/// Handles `plumbline.render-requests.v1`: the requests of a batch are collapsed for each Application, Applications are
/// rendered side by side.
///
/// What is published is taken over into memory when its transaction is committed, so that a batch that is tried again
/// starts from what others see.
public final class RequestHandler implements BatchHandler {
    private static final Logger LOG = Logger.getLogger(RequestHandler.class);
    /// The table of Applications is read on another thread; it is milliseconds behind.
    private static final Duration DECLARATION = Duration.ofSeconds(5);
    private static final Duration PARTITION = Duration.ofSeconds(30);

    private final Applications applications;
    private final Snapshots snapshots;
    private final LastRenders renders;
    private final ApplicationRender render;
    private final Lanes lanes;
    private final InstantSource clock;
    private List<Done> staged = List.of();

    public RequestHandler(Applications applications, Snapshots snapshots, LastRenders renders,
            ApplicationRender render, Lanes lanes, InstantSource clock) {
        this.applications = applications;
        this.snapshots = snapshots;
        this.renders = renders;
        this.render = render;
        this.lanes = lanes;
        this.clock = clock;
    }

    private record Work(ApplicationDeclared application, int partition, List<RenderRequested> requests,
            Snapshot before) {
    }

    private sealed interface Done {
    }

    private record Published(Work work, ApplicationRender.Rendered rendered) implements Done {
    }

    private record Broken(RenderOutcome outcome) implements Done {
    }

    private record Nothing() implements Done {
    }

    @Override
    public void handle(List<Incoming> records, Consumer<Outgoing> outbox) throws InterruptedException {
        staged = List.of();
        List<Done> done = lanes.run(work(records), one -> one.application().name(), this::render);
        done.forEach(one -> publish(one, outbox));
        staged = done;
    }

    @Override
    public void committed() {
        for (Done one : staged) {
            if (one instanceof Published(Work work, ApplicationRender.Rendered rendered)) {
                String name = work.application().name();
                snapshots.publish(work.partition(), name, rendered.publication().snapshot());
                renders.remember(name, rendered.last());
                tell(rendered.publication());
            }
        }
        staged = List.of();
    }

    /// Partitions went to another instance: what it renders is not known here.
    void forget() {
        renders.forgetAll();
    }

    private List<Work> work(List<Incoming> records) throws InterruptedException {
        Map<String, List<RenderRequested>> requests = new LinkedHashMap<>();
        Map<String, Integer> partitions = new LinkedHashMap<>();
        for (Incoming record : records) {
            if (record instanceof Incoming.Decoded decoded && decoded.event() instanceof RenderRequested request) {
                requests.computeIfAbsent(request.application(), _ -> new ArrayList<>()).add(request);
                partitions.put(request.application(), decoded.origin().partition());
            }
        }
        List<Work> work = new ArrayList<>(requests.size());
        for (Map.Entry<String, List<RenderRequested>> asked : requests.entrySet()) {
            Optional<ApplicationDeclared> declared = applications.newest(asked.getKey(),
                    asked.getValue().getLast().specVersion(), DECLARATION);
            if (declared.isPresent()) {
                int partition = partitions.getOrDefault(asked.getKey(), 0);
                work.add(new Work(declared.get(), partition, asked.getValue(),
                        snapshots.of(partition, asked.getKey(), PARTITION)));
            }
        }
        return work;
    }

    private Done render(Work work) {
        Instant started = clock.instant();
        try {
            return render.of(work.application(), work.requests(), work.before())
                    .<Done>map(rendered -> new Published(work, rendered)).orElseGet(Nothing::new);
        } catch (Sources.SourceUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "application cannot be rendered application=%s", work.application().name());
            return new Broken(new RenderOutcome(work.application().name(),
                    work.requests().getLast().commit().commit(), work.application().specVersion(),
                    RenderOutcome.Result.FAILED, List.of(new RenderError("the render broke off: " + e, null)),
                    started, clock.instant()));
        }
    }

    private static void publish(Done done, Consumer<Outgoing> outbox) {
        switch (done) {
            case Published(Work work, ApplicationRender.Rendered rendered) -> {
                Publication publication = rendered.publication();
                for (DesiredResource resource : publication.changed()) {
                    outbox.accept(new Outgoing.Publish(resource));
                }
                for (ResourceId id : publication.removed()) {
                    outbox.accept(new Outgoing.Remove(Topic.DESIRED,
                            DesiredResource.key(work.application().name(), id)));
                }
                publication.marker().ifPresent(marker -> outbox.accept(new Outgoing.Publish(marker)));
                outbox.accept(new Outgoing.Publish(publication.outcome()));
            }
            case Broken(RenderOutcome outcome) -> outbox.accept(new Outgoing.Publish(outcome));
            case Nothing _ -> LOG.debug("nothing to render");
        }
    }

    private static void tell(Publication publication) {
        RenderOutcome outcome = publication.outcome();
        if (outcome.result() == RenderOutcome.Result.FAILED) {
            LOG.warnf("render failed application=%s revision=%s event=%s error=%s", outcome.application(),
                    outcome.revision(), outcome.eventId(), outcome.errors().getFirst());
        } else {
            LOG.infof("rendered application=%s revision=%s changed=%d removed=%d event=%s", outcome.application(),
                    outcome.revision(), publication.changed().size(), publication.removed().size(),
                    outcome.eventId());
        }
    }
}
