package dev.plumbline.differ.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;
import dev.plumbline.differ.domain.drift.ClusterWrite;
import dev.plumbline.differ.domain.drift.ClusterWrites;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.ObjectTypes;
import dev.plumbline.differ.domain.plan.Snapshot;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Outgoing;

/// The three tables, desired, applied and live, of the Applications that this instance owns, and what follows when one of
/// them changes.
///
/// Used by one thread, which gives it all inputs in turn: it needs no locks. Work is proportional to the Applications
/// that changed, not to those that exist.
public final class Differ {
    private static final Logger LOG = Logger.getLogger(Differ.class);

    private final Map<String, Entry> applications = new HashMap<>();
    private final Map<ResourceId, Set<ApplicationTable>> concerned = new HashMap<>();
    private final Map<ApiKind, Integer> kinds = new HashMap<>();
    private final Set<Integer> read = new HashSet<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final Set<String> unjudged = new HashSet<>();
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>(Comparator.comparing(Wake::at));
    private final List<Outgoing> said = new ArrayList<>();
    private final ObjectTypes types = new ObjectTypes();
    private final LiveTable live = new LiveTable();
    private final ClusterWrites writes = new ClusterWrites();
    private final Evaluation evaluation;

    private record Wake(Instant at, String application) {
    }

    private static final class Entry {
        private final int partition;
        private final ApplicationTable table;
        private final Memory memory = new Memory();
        private Set<ApiKind> kinds = Set.of();

        Entry(String name, int partition) {
            this.partition = partition;
            this.table = new ApplicationTable(name);
        }
    }

    public Differ(Identity identity) {
        this.evaluation = new Evaluation(identity, live, types, writes,
                resource -> concerned.getOrDefault(resource, Set.of()));
    }

    /// Takes one input in. What follows from it comes with the next [#turn].
    public void accept(Input input, Instant now) {
        switch (input) {
            case Input.Row(Incoming record) -> row(record);
            case Input.PartitionRead(int partition) -> partitionRead(partition);
            case Input.PartitionLost(int partition) -> partitionLost(partition);
            case Input.Told(Incoming record) -> told(record, now);
            case Input.Listed listed -> live.listed(listed.kind(), listed.objects()).forEach(this::concernedAreDirty);
            case Input.Seen seen -> {
                live.seen(seen.kind(), seen.object());
                concernedAreDirty(seen.object().id());
            }
            case Input.Vanished vanished -> {
                live.vanished(vanished.kind(), vanished.resource(), now);
                concernedAreDirty(vanished.resource());
            }
            case Input.Watched watched -> {
                if (live.watched(watched.kind(), watched.state())) {
                    usersAreDirty(watched.kind());
                }
            }
            case Input.Typed typed -> {
                types.define(typed.kind(), typed.type());
                usersAreDirty(typed.kind());
            }
            case Input.Probed probed -> {
                live.answered(probed.kind(), probed.resource(), probed.answer(), now);
                concernedAreDirty(probed.resource());
            }
            case Input.Audited(List<ClusterWrite> told) -> told.forEach(write -> {
                writes.add(write);
                concernedAreDirty(write.resource());
            });
            case Input.Tick _ -> {
                // Time alone: what is due wakes up in the next turn.
            }
        }
    }

    /// What follows from all that was taken in since the last turn.
    public Turn turn(Instant now) {
        for (Wake next = wakes.peek(); next != null && !now.isBefore(next.at()); next = wakes.peek()) {
            wakes.remove();
            dirty.add(next.application());
        }
        for (String name : dirty) {
            Entry entry = applications.get(name);
            if (entry != null && read.contains(entry.partition)) {
                useKinds(entry, evaluation.concernsUs(entry.table) ? entry.table.kinds() : Set.of());
            }
        }
        live.use(kinds.keySet(), now);
        List<Outgoing> outgoing = new ArrayList<>(said);
        said.clear();
        for (String name : List.copyOf(dirty)) {
            Entry entry = applications.get(name);
            if (entry != null && read.contains(entry.partition)) {
                evaluate(name, entry, outgoing, now);
            }
        }
        dirty.clear();
        return new Turn(outgoing, kinds.keySet(), live.questions(now), nextWake());
    }

    /// Whether every Application of the partitions that were read has been judged at least once.
    public boolean isEvaluated() {
        return dirty.isEmpty() && unjudged.isEmpty();
    }

    /// Whether the tables of all these partitions are whole.
    public boolean hasRead(Set<Integer> partitions) {
        return read.containsAll(partitions);
    }

    private void evaluate(String name, Entry entry, List<Outgoing> outgoing, Instant now) {
        Evaluation.Result result = attempt(entry, now);
        if (entry.memory.isEvaluated()) {
            unjudged.remove(name);
        }
        outgoing.addAll(result.outgoing());
        if (result.wakeAt() != null) {
            wakes.add(new Wake(result.wakeAt(), name));
        }
    }

    /// One Application that cannot be judged must not stop the others.
    private Evaluation.Result attempt(Entry entry, Instant now) {
        try {
            return evaluation.of(entry.table, entry.memory, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "application cannot be judged application=%s", entry.table.name());
            return evaluation.failed(entry.table, entry.memory, e, now);
        }
    }

    private @Nullable Instant nextWake() {
        Wake wake = wakes.peek();
        Instant question = live.nextQuestion();
        if (wake == null || (question != null && question.isBefore(wake.at()))) {
            return question;
        }
        return wake.at();
    }

    private void row(Incoming record) {
        switch (record) {
            case Incoming.Decoded decoded -> {
                Entry entry = entry(owner(decoded.key()), decoded.origin().partition());
                follow(entry, entry.table.take(decoded), decoded.origin().topic());
            }
            case Incoming.Tombstone tombstone -> {
                Entry entry = entry(owner(tombstone.key()), tombstone.origin().partition());
                follow(entry, entry.table.remove(tombstone), tombstone.origin().topic());
            }
            case Incoming.Undecodable bad -> poisoned(bad);
            case Incoming.Foreign foreign -> LOG.debugf("event passed over topic=%s type=%s",
                    foreign.origin().topic().topicName(), foreign.type());
        }
    }

    private void follow(Entry entry, @Nullable ResourceId resource, Topic topic) {
        if (resource != null) {
            if (entry.table.concerns(resource)) {
                concerned.computeIfAbsent(resource, _ -> new HashSet<>()).add(entry.table);
            } else {
                forget(resource, entry.table);
            }
            concernedAreDirty(resource);
        }
        if (topic != Topic.STATUS) {
            dirty.add(entry.table.name());
        }
    }

    private void forget(ResourceId resource, ApplicationTable table) {
        concerned.computeIfPresent(resource, (_, tables) -> {
            tables.remove(table);
            return tables.isEmpty() ? null : tables;
        });
    }

    private void poisoned(Incoming.Undecodable bad) {
        String key = bad.key();
        if (key == null) {
            return;
        }
        Entry entry = applications.get(owner(key));
        if (entry != null || bad.origin().topic() == Topic.APPLICATIONS) {
            Entry known = entry(owner(key), bad.origin().partition());
            known.table.poisoned(bad.origin().topic(), key, "The record " + bad.origin() + " cannot be read: "
                    + bad.reason() + "; see plumbline.dead-letters.v1");
            dirty.add(owner(key));
        }
    }

    private Entry entry(String application, int partition) {
        return applications.computeIfAbsent(application, name -> {
            unjudged.add(name);
            return new Entry(name, partition);
        });
    }

    private static String owner(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    private void partitionRead(int partition) {
        read.add(partition);
        applications.forEach((name, entry) -> {
            if (entry.partition == partition) {
                entry.memory.restore(entry.table.published());
                dirty.add(name);
            }
        });
    }

    private void partitionLost(int partition) {
        read.remove(partition);
        applications.values().removeIf(entry -> {
            if (entry.partition != partition) {
                return false;
            }
            useKinds(entry, Set.of());
            unjudged.remove(entry.table.name());
            entry.table.resources().forEach(resource -> forget(resource, entry.table));
            return true;
        });
    }

    private void told(Incoming record, Instant now) {
        if (!(record instanceof Incoming.Decoded decoded)) {
            return;
        }
        Entry entry = applications.get(owner(decoded.key()));
        if (entry == null) {
            return;
        }
        Event event = decoded.event();
        if (event instanceof Change change) {
            evaluation.heard(now);
            entry.memory.told(change, now);
            dirty.add(entry.table.name());
        } else if (event instanceof Command command) {
            obey(command, entry);
            dirty.add(entry.table.name());
        }
    }

    private void obey(Command command, Entry entry) {
        switch (command.kind()) {
            case SYNC -> entry.memory.request();
            case APPROVE -> {
                Snapshot snapshot = entry.table.snapshot();
                String revision = command.revision() != null || snapshot == null
                        ? command.revision()
                        : snapshot.marker().revision();
                if (revision != null) {
                    said.add(new Outgoing.Publish(new Approval(command.application(), revision, command.actor(),
                            command.reason(), command.at())));
                }
            }
            case HOLD, RELEASE, REVERT, UNKNOWN -> LOG.warnf(
                    "command is not known to this version, upgrade differ application=%s command=%s",
                    command.application(), command.kind());
        }
    }

    private void concernedAreDirty(ResourceId resource) {
        for (ApplicationTable table : concerned.getOrDefault(resource, Set.of())) {
            dirty.add(table.name());
        }
    }

    private void usersAreDirty(ApiKind kind) {
        applications.forEach((name, entry) -> {
            if (entry.kinds.contains(kind)) {
                dirty.add(name);
            }
        });
    }

    private void useKinds(Entry entry, Set<ApiKind> next) {
        for (ApiKind kind : next) {
            if (!entry.kinds.contains(kind)) {
                kinds.merge(kind, 1, Integer::sum);
            }
        }
        for (ApiKind kind : entry.kinds) {
            if (!next.contains(kind)) {
                kinds.computeIfPresent(kind, (_, count) -> count == 1 ? null : count - 1);
            }
        }
        entry.kinds = next;
    }
}
