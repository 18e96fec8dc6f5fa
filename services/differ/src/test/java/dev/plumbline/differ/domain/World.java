package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.FieldPath;
import dev.plumbline.manifests.FieldSet;
import dev.plumbline.manifests.ManifestDigest;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;
import dev.plumbline.manifests.SourcePosition;
import dev.plumbline.manifests.TypedValue;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outgoing;

/// Topics, an applier and a cluster around a differ, in memory and in one thread: what differ plans is done, and what is
/// done comes back to it by the ways on which it comes in production.
final class World {
    static final String SHOP = "shop";

    private Differ differ = new Differ(new Identity("local", "plumbline"));
    private final Map<String, Event> rows = new LinkedHashMap<>();
    private final Map<ResourceId, ObjectNode> cluster = new TreeMap<>();
    private final List<Outgoing> said = new ArrayList<>();
    private final List<Input> delayed = new ArrayList<>();
    private final Set<ApiKind> watched = new TreeSet<>();
    private final Set<ResourceId> refused = new TreeSet<>();
    private final Set<String> unserved = new TreeSet<>();
    private ApplicationSpec spec = Samples.spec();
    private String application = SHOP;
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private long offset;
    private long version = 100;
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
        touched(object, manager);
        see(object);
        return this;
    }

    World deletes(ResourceId resource) {
        ObjectNode object = object(resource);
        cluster.remove(resource);
        hear(new Input.Vanished(kind(object), resource));
        return this;
    }

    World takesOurLabelFrom(ResourceId resource) {
        ObjectNode object = object(resource);
        ((ObjectNode) object.path("metadata").path("labels")).remove(Ownership.APPLICATION_LABEL);
        touched(object, "kubectl-label");
        hear(new Input.Vanished(kind(object), resource));
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
        ObjectNode object = cluster.get(resource);
        if (object == null) {
            throw new AssertionError(resource + " is not in the cluster: " + cluster.keySet());
        }
        return object;
    }

    Set<ResourceId> objects() {
        return cluster.keySet();
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
        ObjectNode object = object(resource);
        return new Input.Seen(kind(object), LiveObject.of(object.deepCopy()));
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
                record(operation, dryRun(operation));
                change(operation, Change.Outcome.UNCHANGED, null);
            }
            case ENSURE -> change(operation, Change.Outcome.APPLIED, null);
            case DELETE -> {
                ObjectNode gone = operation.uid() == null ? null : cluster.remove(operation.resource());
                if (gone != null) {
                    delayed.add(new Input.Vanished(kind(gone), operation.resource()));
                }
                tombstone(Topic.APPLIED, DesiredResource.key(operation.application(), operation.resource()));
                change(operation, Change.Outcome.APPLIED, null);
            }
            case REPLACE, UNKNOWN -> throw new AssertionError("Nobody plans this: " + operation);
        }
    }

    private ObjectNode dryRun(PlannedOperation operation) {
        ObjectNode object = Samples.stamped(operation);
        ObjectNode live = object(operation.resource());
        ((ObjectNode) object.path("metadata"))
                .put("uid", live.path("metadata").path("uid").asText())
                .put("resourceVersion", live.path("metadata").path("resourceVersion").asText());
        return object;
    }

    private void apply(PlannedOperation operation) {
        ObjectNode former = cluster.get(operation.resource());
        ObjectNode object = Samples.stamped(operation);
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("uid", former == null ? "uid-" + ++version : former.path("metadata").path("uid").asText());
        metadata.putArray("managedFields").add(Samples.managed("plumbline", "Apply", now,
                new TypedValue(Samples.withoutIdentity(object), type(operation.resource(), operation.apiVersion()))
                        .fields()));
        boolean unchanged = former != null && sameButVersion(former, object);
        String versionBefore = former == null ? "" : former.path("metadata").path("resourceVersion").asText();
        metadata.put("resourceVersion", unchanged ? versionBefore : Long.toString(++version));
        cluster.put(operation.resource(), object);
        record(operation, object);
        change(operation, unchanged ? Change.Outcome.UNCHANGED : Change.Outcome.APPLIED, null);
        if (!unchanged) {
            delayed.add(new Input.Seen(kind(object), LiveObject.of(object.deepCopy())));
        }
        Runnable action = uponSeen;
        uponSeen = null;
        if (action != null) {
            action.run();
        }
    }

    private static boolean sameButVersion(ObjectNode former, ObjectNode now) {
        return Samples.withoutIdentity(former).equals(Samples.withoutIdentity(now));
    }

    private void record(PlannedOperation operation, ObjectNode object) {
        FieldSet owned = new TypedValue(Samples.withoutIdentity(object),
                type(operation.resource(), operation.apiVersion())).fields();
        ObjectNode values = (ObjectNode) new TypedValue(object, type(operation.resource(), operation.apiVersion()))
                .only(owned).value();
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

    private void touched(ObjectNode object, String manager) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("resourceVersion", Long.toString(++version));
        metadata.withArray("managedFields").add(Samples.managed(manager, "Update", now, FieldSet
                .of(FieldPath.of("spec", "replicas"), FieldPath.of("data", "a"))));
    }

    private void see(ObjectNode object) {
        hear(new Input.Seen(kind(object), LiveObject.of(object.deepCopy())));
    }

    private void list(ApiKind kind) {
        if (unserved.contains(kind.kind())) {
            hear(new Input.Watched(kind, new WatchState.Unserved()));
            return;
        }
        List<LiveObject> objects = cluster.values().stream()
                .filter(object -> kind(object).equals(kind)
                        && object.path("metadata").path("labels").has(Ownership.APPLICATION_LABEL))
                .map(object -> LiveObject.of(object.deepCopy())).toList();
        hear(new Input.Listed(kind, objects));
        hear(new Input.Watched(kind, new WatchState.Synced()));
    }

    private void answer(Turn.Question question) {
        ObjectNode object = cluster.get(question.resource());
        delayed.add(new Input.Probed(question.kind(), question.resource(), object == null
                ? new Input.Answer.Absent()
                : new Input.Answer.Present(LiveObject.of(object.deepCopy()))));
    }

    private static ApiKind kind(ObjectNode object) {
        return new ApiKind(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    private static Schema type(ResourceId resource, String apiVersion) {
        return BuiltInTypes.load().schema(apiVersion, resource.kind()).orElse(Schema.DEDUCED);
    }
}
