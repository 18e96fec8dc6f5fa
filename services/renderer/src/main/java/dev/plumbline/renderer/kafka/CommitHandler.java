package dev.plumbline.renderer.kafka;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.RenderRequested;
import dev.plumbline.messaging.BatchHandler;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outbox;
import dev.plumbline.messaging.Outgoing;
import dev.plumbline.renderer.domain.Applications;
import dev.plumbline.renderer.domain.Checkpoints;
import dev.plumbline.renderer.domain.DeclarationErrors;
import dev.plumbline.renderer.domain.FanOut;
import dev.plumbline.renderer.domain.Snapshots;
import dev.plumbline.renderer.domain.fleet.Fleet;

/// Handles `plumbline.commits.v1` and `plumbline.checkpoints.v1`: commits of the fleet change what is declared, every
/// commit leads to requests, and a repository that cannot be read is said to whom it concerns.
public final class CommitHandler implements BatchHandler {
    private static final Logger LOG = Logger.getLogger(CommitHandler.class);

    private final Fleet fleet;
    private final Applications applications;
    private final Checkpoints checkpoints;
    private final Snapshots snapshots;
    private final FanOut fanOut;
    private final DeclarationErrors errors;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<FleetState> state = Optional.empty();
    private Optional<FleetState> staged = Optional.empty();

    public CommitHandler(Fleet fleet, Applications applications, Checkpoints checkpoints, Snapshots snapshots,
            FanOut fanOut, DeclarationErrors errors, InstantSource clock) {
        this.fleet = fleet;
        this.applications = applications;
        this.checkpoints = checkpoints;
        this.snapshots = snapshots;
        this.fanOut = fanOut;
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    public void handle(List<Incoming> records, Consumer<Outgoing> outbox) {
        lock.lock();
        try {
            staged = Optional.empty();
            FleetState known = known();
            for (Incoming record : records) {
                if (record instanceof Incoming.Decoded decoded) {
                    known = switch (decoded.event()) {
                        case CommitObserved commit -> commit(commit, known, outbox);
                        case Checkpoint checkpoint -> checkpoint(checkpoint, known, outbox);
                        default -> known;
                    };
                }
            }
            staged = Optional.of(known);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void committed() {
        lock.lock();
        try {
            state = staged.filter(known -> state.isPresent() || known.reads().isPresent()
                    || !known.broken().isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /// Another instance may handle the fleet now: what is declared is taken from the topic again.
    void forget() {
        lock.lock();
        try {
            state = Optional.empty();
            staged = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the fleet given at start was rendered, or why it cannot be is known.
    public boolean knowsFleet() {
        return snapshots.outcome(ApplicationDeclared.FLEET)
                .filter(outcome -> outcome.specVersion().equals(fleet.source().version())).isPresent();
    }

    /// Renders the fleet at the newest known commit if that was not done yet for the fleet given at start, or if it had
    /// errors when the service ended, which this process must know.
    public void catchUp(Outbox outbox) {
        lock.lock();
        try {
            Optional<Checkpoint> checkpoint = checkpoints.of(fleet.source().source());
            if (!isBehind() || checkpoint.isEmpty()) {
                return;
            }
            List<Outgoing> out = new ArrayList<>();
            CommitObserved last = checkpoint.get().last();
            String error = checkpoint.get().error();
            FleetState known = known();
            if (last != null) {
                known = commit(last, known, out::add);
            } else if (error != null) {
                out.add(new Outgoing.Publish(fleet.unreadable(error)));
            }
            outbox.transact(out);
            state = Optional.of(known);
        } finally {
            lock.unlock();
        }
    }

    /// Whether [#catchUp] has something to do.
    public boolean isBehind() {
        lock.lock();
        try {
            return state.isEmpty() && (!knowsFleet() || snapshots.outcome(ApplicationDeclared.FLEET)
                    .filter(outcome -> outcome.result() == RenderOutcome.Result.FAILED).isPresent());
        } finally {
            lock.unlock();
        }
    }

    private FleetState known() {
        if (state.isPresent()) {
            return state.get();
        }
        Map<String, ApplicationDeclared> known = new HashMap<>();
        applications.all().forEach(application -> known.put(application.name(), application));
        return FleetState.of(known);
    }

    private FleetState commit(CommitObserved commit, FleetState known, Consumer<Outgoing> outbox) {
        FleetState next = known;
        if (fleet.source().isOf(commit) && (known.mayChangeBy(commit) || wasUnreadable(ApplicationDeclared.FLEET))) {
            Fleet.Rendered result = fleet.render(commit, known.declared());
            result.events().forEach(event -> outbox.accept(new Outgoing.Publish(event)));
            next = FleetState.after(result);
            LOG.infof("fleet rendered revision=%s changed=%d broken=%d event=%s author=%s", commit.commit(),
                    result.changed().size(), result.broken().size(), commit.eventId(), commit.author().name());
            errors.become(result.broken());
            startElsewhere(commit, result, known.broken().keySet(), outbox);
        }
        fanOut.of(commit, next.declared().values()).forEach(request -> outbox.accept(new Outgoing.Publish(request)));
        return next;
    }

    /// Applications that this commit's own requests leave out: new or changed ones of another source, which may have
    /// been told of long ago, and those whose declaration was mended, so that their outcome says so.
    private void startElsewhere(CommitObserved commit, Fleet.Rendered result, Set<String> formerlyBroken,
            Consumer<Outgoing> outbox) {
        Set<String> starting = new HashSet<>(formerlyBroken);
        starting.removeAll(result.broken().keySet());
        result.changed().stream().filter(name -> !isOf(result, name, commit)).forEach(starting::add);
        for (String name : starting) {
            ApplicationDeclared application = result.declared().get(name);
            if (application != null) {
                checkpoints.of(application.spec().source())
                        .ifPresent(checkpoint -> start(application, checkpoint, outbox));
            }
        }
    }

    private static boolean isOf(Fleet.Rendered result, String name, CommitObserved commit) {
        ApplicationDeclared application = result.declared().get(name);
        return application != null && isOf(application.spec().source(), commit.repository(), commit.ref());
    }

    private void start(ApplicationDeclared application, Checkpoint checkpoint, Consumer<Outgoing> outbox) {
        if (checkpoint.last() != null) {
            outbox.accept(new Outgoing.Publish(
                    new RenderRequested(application.name(), application.specVersion(), checkpoint.last())));
        } else if (checkpoint.error() != null) {
            outbox.accept(new Outgoing.Publish(unreadable(application, checkpoint.error())));
        }
    }

    private FleetState checkpoint(Checkpoint checkpoint, FleetState known, Consumer<Outgoing> outbox) {
        boolean fleets = fleet.source().isWatchedBy(checkpoint.repository(), checkpoint.ref());
        List<ApplicationDeclared> concerned = concerned(checkpoint, known.declared().values());
        String error = checkpoint.error();
        if (error != null) {
            if (fleets) {
                outbox.accept(new Outgoing.Publish(fleet.unreadable(error)));
            }
            concerned.forEach(application -> outbox.accept(new Outgoing.Publish(unreadable(application, error))));
            return known;
        }
        CommitObserved last = checkpoint.last();
        if (last == null) {
            return known;
        }
        concerned.stream().filter(application -> wasUnreadable(application.name()))
                .forEach(application -> start(application, checkpoint, outbox));
        return fleets && wasUnreadable(ApplicationDeclared.FLEET) ? commit(last, known, outbox) : known;
    }

    private static List<ApplicationDeclared> concerned(Checkpoint checkpoint, Collection<ApplicationDeclared> known) {
        return known.stream().filter(
                application -> isOf(application.spec().source(), checkpoint.repository(), checkpoint.ref())).toList();
    }

    private static boolean isOf(ApplicationSpec.Source source, String repository, String ref) {
        return source.repository().equals(repository) && source.ref().equals(ref);
    }

    /// An outcome without a revision says that none could be read.
    private boolean wasUnreadable(String application) {
        return snapshots.outcome(application).filter(outcome -> outcome.revision() == null).isPresent();
    }

    private RenderOutcome unreadable(ApplicationDeclared application, String error) {
        return new RenderOutcome(application.name(), null, application.specVersion(), RenderOutcome.Result.FAILED,
                List.of(new RenderError(error, null)), null, clock.instant());
    }
}
