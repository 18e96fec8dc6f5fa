package dev.plumbline.renderer;

import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.KafkaSettings;
import dev.plumbline.messaging.Lanes;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.renderer.domain.ApplicationRender;
import dev.plumbline.renderer.domain.Applications;
import dev.plumbline.renderer.domain.Checkpoints;
import dev.plumbline.renderer.domain.DeclarationErrors;
import dev.plumbline.renderer.domain.FanOut;
import dev.plumbline.renderer.domain.LastRenders;
import dev.plumbline.renderer.domain.Rendering;
import dev.plumbline.renderer.domain.Snapshots;
import dev.plumbline.renderer.domain.fleet.Fleet;
import dev.plumbline.renderer.domain.fleet.FleetSource;
import dev.plumbline.renderer.domain.fleet.SourcePath;
import dev.plumbline.renderer.git.MirrorSources;
import dev.plumbline.renderer.kafka.CommitHandler;
import dev.plumbline.renderer.kafka.RendererTables;
import dev.plumbline.renderer.kafka.RequestHandler;
import dev.plumbline.renderer.rendering.LibraryRendering;

/// Builds the service from its configuration.
@Singleton
final class Wiring {
    private static final InstantSource CLOCK = Clock.systemUTC();

    private final RendererConfig config;
    private final Applications applications = new Applications();
    private final Checkpoints checkpoints = new Checkpoints();
    private final Snapshots snapshots = new Snapshots();
    private final DeclarationErrors errors = new DeclarationErrors();
    private final LastRenders renders = new LastRenders();
    private final Rendering rendering;
    private final EventCodec codec = new EventCodec("renderer", CLOCK);

    Wiring(RendererConfig config) {
        this.config = config;
        this.rendering = new LibraryRendering(config.searchPath().orElse(""));
    }

    /// @param channel never asked: naming it here makes the channel and its producer exist
    @Produces
    @Singleton
    Outbox outbox(@Channel("outbox") Instance<MutinyEmitter<byte[]>> channel, KafkaClientService clients) {
        return new Outbox(() -> clients.<String, byte[]>getProducer("outbox").unwrap(), codec);
    }

    @Produces
    @Singleton
    RendererTables tables(KafkaSettings settings) {
        return new RendererTables(settings.broker(), codec, CLOCK, applications, checkpoints, snapshots);
    }

    @Produces
    @Singleton
    MirrorSources sources() {
        String mirrors = config.mirrors();
        return new MirrorSources(mirrors.endsWith("/") ? mirrors.substring(0, mirrors.length() - 1) : mirrors,
                config.data().resolve("sources"), config.timeout());
    }

    @Produces
    @Singleton
    CommitHandler commits(MirrorSources sources) {
        return new CommitHandler(new Fleet(fleet(), sources, rendering, CLOCK), applications, checkpoints, snapshots,
                new FanOut(renders), errors, CLOCK);
    }

    @Produces
    @Singleton
    RequestHandler requests(MirrorSources sources, @VirtualThreads ExecutorService threads) {
        return new RequestHandler(applications, snapshots, renders,
                new ApplicationRender(sources, rendering, renders, checkpoints, errors, CLOCK),
                new Lanes(threads, config.concurrentRenders()), CLOCK);
    }

    private FleetSource fleet() {
        RendererConfig.Fleet fleet = config.fleet();
        String path = SourcePath.normalised(fleet.path()).orElseThrow(() -> new IllegalArgumentException(
                "The fleet's path must be a directory inside its repository, is \"" + fleet.path() + "\""));
        String repository = fleet.repository().orElseThrow(() -> new IllegalArgumentException(
                "No fleet is given: set PLUMBLINE_FLEET_REPOSITORY to the URL of the repository that declares the"
                        + " Applications"));
        return new FleetSource(RepositoryUrl.normalised(repository), fleet.ref(), path,
                fleet.credentials(), config.cluster());
    }
}
