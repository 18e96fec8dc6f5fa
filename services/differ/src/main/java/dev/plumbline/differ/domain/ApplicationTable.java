package dev.plumbline.differ.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.plan.Snapshot;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Incoming;

/// What the topics hold of one Application. Used by the loop's thread alone.
final class ApplicationTable {
    private final String name;
    private final Map<ResourceId, DesiredResource> desired = new HashMap<>();
    private final Map<ResourceId, Applied> applied = new HashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private @Nullable ApplicationEvent declaration;
    private @Nullable Snapshot snapshot;
    private @Nullable RenderOutcome outcome;
    private @Nullable Approval approval;
    private @Nullable ApplicationStatus published;

    ApplicationTable(String name) {
        this.name = name;
    }

    /// Takes an event in.
    ///
    /// @return the resource that it concerns; null when it concerns none
    @Nullable
    ResourceId take(Incoming.Decoded record) {
        unreadable.remove(place(record.origin().topic(), record.key()));
        return switch (record.event()) {
            case DesiredResource resource -> {
                desired.put(resource.resource(), resource);
                yield resource.resource();
            }
            case Applied memory -> {
                applied.put(memory.resource(), memory);
                yield memory.resource();
            }
            default -> {
                takeSingle(record.event(), record.origin().offset());
                yield null;
            }
        };
    }

    private void takeSingle(Event event, long offset) {
        switch (event) {
            case ApplicationEvent said -> declaration = said;
            case SnapshotMarker marker -> snapshot = new Snapshot(marker, offset);
            case RenderOutcome said -> outcome = said;
            case Approval said -> approval = said;
            case ApplicationStatus said -> published = said;
            default -> {
                // Another event type in one of these topics: a newer writer's, of no meaning here.
            }
        }
    }

    /// Forgets what a tombstone names.
    ///
    /// @return the resource that it concerns; null when it concerns none
    @Nullable
    ResourceId remove(Incoming.Tombstone record) {
        unreadable.remove(place(record.origin().topic(), record.key()));
        String rest = record.key().substring(Math.min(record.key().length(), name.length() + 1));
        switch (record.origin().topic()) {
            case APPLICATIONS -> declaration = null;
            case HOLDS -> approval = null;
            case STATUS -> published = null;
            case DESIRED -> {
                return removeDesired(rest);
            }
            case APPLIED -> {
                ResourceId resource = resource(rest);
                if (resource != null) {
                    applied.remove(resource);
                }
                return resource;
            }
            case COMMITS, CHECKPOINTS, RENDER_REQUESTS, PLANS, CHANGES, DRIFT, COMMANDS, DEAD_LETTERS -> {
                // No tables.
            }
        }
        return null;
    }

    private @Nullable ResourceId removeDesired(String rest) {
        if (rest.equals(SnapshotMarker.SUFFIX)) {
            snapshot = null;
            return null;
        }
        if (rest.equals(RenderOutcome.SUFFIX)) {
            outcome = null;
            return null;
        }
        ResourceId resource = resource(rest);
        if (resource != null) {
            desired.remove(resource);
        }
        return resource;
    }

    private static @Nullable ResourceId resource(String text) {
        try {
            return ResourceId.parse(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// A record that nobody can read stands where one of this Application's should.
    void poisoned(Topic topic, String key, String reason) {
        unreadable.put(place(topic, key), reason);
    }

    private static String place(Topic topic, String key) {
        return topic + " " + key;
    }

    /// What is wrong with the tables, other than that they are incomplete.
    List<String> unreadable() {
        return List.copyOf(unreadable.values());
    }

    /// Why the declared resources are not those of the marker; empty when they are. True for a moment while a snapshot is
    /// read.
    List<String> incompleteness() {
        if (snapshot == null) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        Set<ResourceId> listed = new HashSet<>();
        for (SnapshotMarker.Entry entry : snapshot.marker().resources()) {
            listed.add(entry.resource());
            DesiredResource resource = desired.get(entry.resource());
            if (resource == null || !resource.digest().equals(entry.digest())) {
                missing.add(entry.resource().display());
            }
        }
        desired.keySet().stream().filter(resource -> !listed.contains(resource)).map(ResourceId::display)
                .forEach(missing::add);
        return missing.isEmpty()
                ? List.of()
                : List.of("The desired state of " + snapshot.marker().revision() + " is not wholly there: "
                        + missing.getFirst() + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
                        + " differs from the snapshot's marker; the next render mends it");
    }

    /// The kinds that have to be watched.
    Set<ApiKind> kinds() {
        Set<ApiKind> kinds = new HashSet<>();
        desired.values().forEach(resource -> kinds.add(ApiKind.of(resource)));
        applied.values().forEach(record -> kinds.add(ApiKind.of(record)));
        return kinds;
    }

    /// Declared resources in the snapshot's order, then those that are only recorded.
    List<ResourceId> resources() {
        Set<ResourceId> ordered = new LinkedHashSet<>();
        if (snapshot != null) {
            snapshot.marker().resources().stream().map(SnapshotMarker.Entry::resource).filter(desired::containsKey)
                    .forEach(ordered::add);
        }
        desired.keySet().stream().sorted().forEach(ordered::add);
        applied.keySet().stream().sorted().forEach(ordered::add);
        return List.copyOf(ordered);
    }

    String name() {
        return name;
    }

    boolean concerns(ResourceId resource) {
        return desired.containsKey(resource) || applied.containsKey(resource);
    }

    @Nullable
    DesiredResource desired(ResourceId resource) {
        return desired.get(resource);
    }

    Map<ResourceId, Applied> applied() {
        return applied;
    }

    @Nullable
    ApplicationEvent declaration() {
        return declaration;
    }

    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    @Nullable
    RenderOutcome outcome() {
        return outcome;
    }

    @Nullable
    Approval approval() {
        return approval;
    }

    @Nullable
    ApplicationStatus published() {
        return published;
    }
}
