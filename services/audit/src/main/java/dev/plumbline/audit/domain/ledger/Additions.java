package dev.plumbline.audit.domain.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DeadLetter;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.EventJson;
import dev.plumbline.contracts.EventType;
import dev.plumbline.contracts.TraceContext;
import dev.plumbline.messaging.Incoming;

/// What a batch of records adds to the ledger and changes in what is read from it.
///
/// An event that the ledger has, or that comes twice in the batch, adds nothing. The states (Applications, statuses,
/// drifts) follow the last record nevertheless: a topic that was written anew repeats known events in a new order, and
/// its last word holds.
public final class Additions {
    private final Set<String> known;
    private long last;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Incoming.Decoded> added = new ArrayList<>();
    private final List<Numbered<CommitObserved>> commits = new ArrayList<>();
    private final List<Numbered<Change>> changes = new ArrayList<>();
    private final List<Numbered<Command>> commands = new ArrayList<>();
    private final List<Numbered<DeadLetter>> deadLetters = new ArrayList<>();
    private final Map<String, Numbered<DriftState>> drifts = new LinkedHashMap<>();
    private final Map<String, Optional<ApplicationEvent>> applications = new LinkedHashMap<>();
    private final Map<String, Optional<ApplicationStatus>> statuses = new LinkedHashMap<>();

    private Additions(Set<String> known, long last) {
        this.known = new HashSet<>(known);
        this.last = last;
    }

    /// @param known those of the records' event ids that the ledger has
    /// @param last the ledger's last sequence
    public static Additions of(List<Incoming> records, Set<String> known, long last) {
        Additions additions = new Additions(known, last);
        records.forEach(additions::add);
        return additions;
    }

    /// Whether the ledger keeps the event. Of the desired state it keeps that a snapshot was made and of what; the
    /// manifests are in Git.
    public static boolean keeps(Event event) {
        return !(event instanceof DesiredResource);
    }

    private void add(Incoming record) {
        switch (record) {
            case Incoming.Decoded decoded when keeps(decoded.event()) -> add(decoded);
            case Incoming.Tombstone(Incoming.Origin origin, String key) -> forget(origin, key);
            case Incoming.Decoded _,Incoming.Foreign _,Incoming.Undecodable _ -> {
            }
        }
    }

    private void forget(Incoming.Origin origin, String key) {
        switch (origin.topic()) {
            case APPLICATIONS -> applications.put(key, Optional.empty());
            case STATUS -> statuses.put(key, Optional.empty());
            case COMMITS, CHECKPOINTS, RENDER_REQUESTS, DESIRED, PLANS, APPLIED, CHANGES, DRIFT, COMMANDS, HOLDS,
                    DEAD_LETTERS ->
                {
                }
        }
    }

    private void add(Incoming.Decoded record) {
        boolean isNew = known.add(record.id());
        if (isNew) {
            last++;
            entries.add(entry(record, last));
            added.add(record);
        }
        follow(record.event(), isNew);
    }

    private void follow(Event event, boolean isNew) {
        switch (event) {
            case ApplicationEvent application -> applications.put(application.name(), Optional.of(application));
            case ApplicationStatus status -> statuses.put(status.name(), Optional.of(status));
            case DriftEvent drift -> drifts.merge(drift.id(), new Numbered<>(last, DriftState.of(drift)),
                    (first, latest) -> new Numbered<>(first.sequence(), latest.event()));
            case CommitObserved commit when isNew -> commits.add(new Numbered<>(last, commit));
            case Change change when isNew -> changes.add(new Numbered<>(last, change));
            case Command command when isNew -> commands.add(new Numbered<>(last, command));
            case DeadLetter deadLetter when isNew -> deadLetters.add(new Numbered<>(last, deadLetter));
            default -> {
                // Kept in the ledger alone: no list is made of it.
            }
        }
    }

    private static LedgerEntry entry(Incoming.Decoded record, long sequence) {
        Incoming.Origin origin = record.origin();
        return new LedgerEntry(sequence, record.id(), EventType.of(record.event()).typeName(), record.key(),
                origin.topic().topicName(), origin.partition(), origin.offset(), record.time(),
                TraceContext.of(record.event()).map(TraceContext::traceId).orElse(null), body(record.event()));
    }

    private static String body(Event event) {
        try {
            return EventJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of the contract has no JSON form: " + event.getClass(), e);
        }
    }

    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /// The records of the entries, in their order.
    public List<Incoming.Decoded> added() {
        return List.copyOf(added);
    }

    public List<Numbered<CommitObserved>> commits() {
        return List.copyOf(commits);
    }

    public List<Numbered<Change>> changes() {
        return List.copyOf(changes);
    }

    public List<Numbered<Command>> commands() {
        return List.copyOf(commands);
    }

    public List<Numbered<DeadLetter>> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /// The drifts that the records speak of, in their latest state; the sequence is that of the first record of each.
    public List<Numbered<DriftState>> drifts() {
        return List.copyOf(drifts.values());
    }

    /// By name; empty when the fleet has forgotten it.
    public Map<String, Optional<ApplicationEvent>> applications() {
        return Map.copyOf(applications);
    }

    /// By name; empty when there is none any more.
    public Map<String, Optional<ApplicationStatus>> statuses() {
        return Map.copyOf(statuses);
    }
}
