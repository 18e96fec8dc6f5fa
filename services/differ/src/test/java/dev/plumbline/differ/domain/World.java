package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outgoing;

/// Topics, an applier and a cluster around a differ, in memory and in one thread: what differ plans is done, and what is
/// done comes back to it by the ways on which it comes in production.
final class World {
    static final String SHOP = "shop";

    private Differ differ = new Differ(new Identity("local", "plumbline"));
    private final Map<String, Event> rows = new LinkedHashMap<>();
    private final SimulatedCluster cluster = new SimulatedCluster();
    private final List<Outgoing> said = new ArrayList<>();
    private final List<Input> delayed = new ArrayList<>();
    private final Set<ApiKind> watched = new TreeSet<>();
    private final Set<ResourceId> refused = new TreeSet<>();
    private final Set<String> unserved = new TreeSet<>();
    private ApplicationSpec spec = Samples.spec();
    private String application = SHOP;
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private long offset;
    private boolean applierStopped;
    private @Nullable Runnable uponSeen;

    World() {
        differ.accept(new Input.PartitionRead(0), now);
    }

    // What people do.

    /// From now on people speak of this Application.
    World as(String name) {
        application = name;
        return this;
    }

    World declares(ApplicationSpec declared) {
        spec = declared;
        row(new ApplicationDeclared(application, declared, Integer.toHexString(declared.hashCode()),
                new SourcePosition("fleet/shop.yaml", 1), Samples.provenance("f1ee7")));
        return this;
    }

    World removes(ApplicationSpec last) {
        row(new ApplicationRemoved(application, last, Samples.provenance("dead")));
        return this;
    }

    World commits(String commit, ObjectNode... manifests) {
        Map<ResourceId, ObjectNode> byId = new LinkedHashMap<>();
        for (ObjectNode manifest : manifests) {
            byId.put(ResourceId.of(manifest), manifest);
        }
        List<String> keys = rows.keySet().stream()
                .filter(key -> key.startsWith("DESIRED " + application + "/") && !key.contains("@"))
                .toList();
        List<SnapshotMarker.Entry> entries = new ArrayList<>();
        byId.forEach((id, manifest) -> {
            String digest = ManifestDigest.of(manifest);
            entries.add(new SnapshotMarker.Entry(id, digest));
            DesiredResource former = (DesiredResource) rows.get("DESIRED " + DesiredResource.key(application, id));
            if (former == null || !former.digest().equals(digest)) {
                row(new DesiredResource(application, id, manifest.path("apiVersion").asText(), manifest, digest,
                        new SourcePosition("shop.yaml", 1), Samples.provenance(commit)));
            }
        });
        for (String key : keys) {
            if (!byId.containsKey(ResourceId.parse(key.substring(("DESIRED " + application + "/").length())))) {
                tombstone(Topic.DESIRED, key.substring("DESIRED ".length()));
            }
        }
        row(new SnapshotMarker(application, "local", spec.source().repository(), "main", spec.source().path(), "1",
                commit, commit, Samples.provenance(commit), entries));
        row(new RenderOutcome(application, commit, "1", RenderOutcome.Result.RENDERED, List.of(), now, now));
        return this;
    }

    World failsToRender(String commit, String error) {
        row(new RenderOutcome(application, commit, "1", RenderOutcome.Result.FAILED,
                List.of(new RenderOutcome.RenderError(error, new SourcePosition("shop.yaml", 7))), now, now));
        return this;
    }

    World commands(Command.Kind kind, @Nullable String revision) {
        told(new Command("c" + offset, application, kind, "ana", "because", revision, now));
        return this;
    }

    /// Changes an object by hand.
    World changes(ResourceId resource, String manager, Consumer<ObjectNode> edit) {
        ObjectNode object = object(resource);
        edit.accept(object);
        cluster.touched(object, manager, now);
        hear(seen(object));
        return this;
    }

    World deletes(ResourceId resource) {
        ObjectNode object = object(resource);
        cluster.remove(resource);
        hear(new Input.Vanished(SimulatedCluster.kind(object), resource));
        return this;
    }

    World takesOurLabelFrom(ResourceId resource) {
        ObjectNode object = object(resource);
        ((ObjectNode) object.path("metadata").path("labels")).remove(Ownership.APPLICATION_LABEL);
        cluster.touched(object, "kubectl-label", now);
        hear(new Input.Vanished(SimulatedCluster.kind(object), resource));
        return this;
    }

    // What goes wrong.

    World refusesToApply(ResourceId resource) {
        refused.add(resource);
        return this;
    }

    World applierStops() {
        applierStopped = true;
        return this;
    }

    World applierStarts() {
        applierStopped = false;
        return this;
    }

    /// The applier does now what it was told before.
    World executes(PlannedOperation operation) {
        execute(operation);
        return this;
    }

    World doesNotServe(String kind) {
        unserved.add(kind);
        return this;
    }

    World serves(String kind) {
        unserved.remove(kind);
        watched.stream().filter(known -> known.kind().equals(kind)).forEach(this::list);
        return this;
    }

    World loses(String kind, String reason) {
        watched.stream().filter(known -> known.kind().equals(kind))
                .forEach(known -> hear(new Input.Watched(known, new WatchState.Blind(reason))));
        return this;
    }

    World finds(String kind) {
        watched.stream().filter(known -> known.kind().equals(kind)).forEach(this::list);
        return this;
    }

    /// A new process: everything is read again from the topics and the cluster.
    World restarts() {
        differ = new Differ(new Identity("local", "plumbline"));
        watched.clear();
        delayed.clear();
        rows.forEach((_, event) -> differ.accept(new Input.Row(decoded(event, markerOffset(event))), now));
        differ.accept(new Input.PartitionRead(0), now);
        return this;
    }

    /// The topic of what was applied is lost.
    World forgetsWhatWasApplied() {
        rows.keySet().removeIf(key -> key.startsWith("APPLIED") || key.startsWith("STATUS"));
        return this;
    }

    // Time.

    /// Until nothing more happens.
    World settles() {
        for (int turn = 0; turn < 200; turn++) {
            List<Input> arrived = List.copyOf(delayed);
            delayed.clear();
            arrived.forEach(this::hear);
            Turn taken = differ.turn(now);
            for (ApiKind kind : taken.kinds()) {
                if (watched.add(kind)) {
                    list(kind);
                }
            }
            watched.retainAll(taken.kinds());
            taken.questions().forEach(this::answer);
            taken.outgoing().forEach(this::written);
            boolean quiet = taken.outgoing().isEmpty() && taken.questions().isEmpty() && delayed.isEmpty();
            Instant wakeAt = taken.wakeAt();
            if (quiet && (wakeAt == null || wakeAt.isAfter(now.plus(Duration.ofSeconds(5))))) {
                if (turn > 0) {
                    return this;
                }
            } else if (quiet && wakeAt != null) {
                now = wakeAt.isAfter(now) ? wakeAt : now.plusMillis(1);
            }
        }
        throw new AssertionError("It never settles: " + said.subList(Math.max(0, said.size() - 5), said.size()));
    }

    World waits(Duration time) {
        now = now.plus(time);
        return settles();
    }

    World forgetsWhatWasSaid() {
        said.clear();
        return this;
    }

    /// Inputs that come once more, or later than others, change nothing.
    World repeats(Input input) {
        hear(input);
        return this;
    }

    // What there is.

    ObjectNode object(ResourceId resource) {
        return cluster.object(resource);
    }

    Set<ResourceId> objects() {
        return cluster.resources();
    }

    ApplicationStatus status() {
        return status(application);
    }

    ApplicationStatus status(String name) {
        Event status = rows.get("STATUS " + name);
        if (status == null) {
            throw new AssertionError("No status of " + name + ": " + rows.keySet());
        }
        return (ApplicationStatus) status;
    }

    boolean hasStatus() {
        return rows.containsKey("STATUS " + application);
    }

    List<DriftEvent> drifts() {
        return events(DriftEvent.class);
    }

    List<PlannedOperation> operations() {
        return events(PlannedOperation.class);
    }

    <E extends Event> List<E> events(Class<E> type) {
        return said.stream().filter(Outgoing.Publish.class::isInstance).map(Outgoing.Publish.class::cast)
                .map(Outgoing.Publish::event).filter(type::isInstance).map(type::cast).toList();
    }

    void hear(Input input) {
        differ.accept(input, now);
    }

    void row(Event event) {
        offset++;
        rows.put(event.topic() + " " + event.key(), event);
        hear(new Input.Row(decoded(event, offset)));
    }

    void tombstone(Topic topic, String key) {
        rows.remove(topic + " " + key);
        hear(new Input.Row(new Incoming.Tombstone(new Incoming.Origin(topic, 0, ++offset), key)));
    }

    void uponNextSight(Runnable action) {
        uponSeen = action;
    }

    Input.Seen sighting(ResourceId resource) {
        return seen(object(resource));
    }

    private long markerOffset(Event event) {
        return event instanceof SnapshotMarker ? offset : 0;
    }

    private Incoming.Decoded decoded(Event event, long at) {
        return new Incoming.Decoded(new Incoming.Origin(event.topic(), 0, at), event.key(), event, event.eventId(),
                now);
    }

    private void told(Event event) {
        hear(new Input.Told(decoded(event, ++offset)));
    }

    private void written(Outgoing outgoing) {
        said.add(outgoing);
        switch (outgoing) {
            case Outgoing.Publish(PlannedOperation operation) -> {
                if (!applierStopped) {
                    execute(operation);
                }
            }
            case Outgoing.Publish(Event event) -> {
                if (event.topic().isCompacted()) {
                    row(event);
                }
            }
            case Outgoing.Remove(Topic topic, String key) -> tombstone(topic, key);
        }
    }

    private void execute(PlannedOperation operation) {
        if (refused.contains(operation.resource())) {
            change(operation, Change.Outcome.REFUSED, operation.resource().display() + " belongs to nobody");
            return;
        }
        switch (operation.operation()) {
            case APPLY -> apply(operation);
            case CHECK -> {
                record(operation, cluster.dryRun(operation));
                change(operation, Change.Outcome.UNCHANGED, null);
            }
            case ENSURE -> change(operation, Change.Outcome.APPLIED, null);
            case DELETE -> {
                ObjectNode gone = operation.uid() == null ? null : cluster.remove(operation.resource());
                if (gone != null) {
                    delayed.add(new Input.Vanished(SimulatedCluster.kind(gone), operation.resource()));
                }
                tombstone(Topic.APPLIED, DesiredResource.key(operation.application(), operation.resource()));
                change(operation, Change.Outcome.APPLIED, null);
            }
            case REPLACE, UNKNOWN -> throw new AssertionError("Nobody plans this: " + operation);
        }
    }

    private void apply(PlannedOperation operation) {
        SimulatedCluster.AppliedObject applied = cluster.apply(operation, now);
        record(operation, applied.object());
        change(operation, applied.unchanged() ? Change.Outcome.UNCHANGED : Change.Outcome.APPLIED, null);
        if (!applied.unchanged()) {
            delayed.add(seen(applied.object()));
        }
        Runnable action = uponSeen;
        uponSeen = null;
        if (action != null) {
            action.run();
        }
    }

    private void record(PlannedOperation operation, ObjectNode object) {
        FieldSet owned = SimulatedCluster.fields(object, operation);
        ObjectNode values = (ObjectNode) SimulatedCluster.typed(object, operation).only(owned).value();
        row(new Applied(operation.application(), "local", operation.resource(), operation.apiVersion(),
                String.valueOf(operation.digest()), object.path("metadata").path("uid").asText(),
                object.path("metadata").path("resourceVersion").asText(), owned.toFieldsV1(), values.deepCopy(),
                operation.plan(), operation.provenance(), now));
    }

    private void change(PlannedOperation operation, Change.Outcome outcome, @Nullable String error) {
        told(new Change(Change.id(operation.plan(), operation.index(), operation.resource()), operation.application(),
                "local",
                operation.resource(), Change.Operation.UPDATE, outcome, operation.cause(), operation.plan(),
                operation.index(), operation.count(), operation.revision(), operation.drift(),
                operation.provenance(), now, now, List.of(), error, false));
    }

    private static Input.Seen seen(ObjectNode object) {
        return new Input.Seen(SimulatedCluster.kind(object), SimulatedCluster.live(object));
    }

    private void list(ApiKind kind) {
        if (unserved.contains(kind.kind())) {
            hear(new Input.Watched(kind, new WatchState.Unserved()));
            return;
        }
        hear(new Input.Listed(kind, cluster.labelled(kind)));
        hear(new Input.Watched(kind, new WatchState.Synced()));
    }

    private void answer(Turn.Question question) {
        ObjectNode object = cluster.find(question.resource());
        delayed.add(new Input.Probed(question.kind(), question.resource(), object == null
                ? new Input.Answer.Absent()
                : new Input.Answer.Present(SimulatedCluster.live(object))));
    }
}
