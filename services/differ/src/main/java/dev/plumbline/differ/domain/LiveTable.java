package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Applied;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.differ.domain.plan.Sight;
import dev.plumbline.manifests.ResourceId;

/// The cluster as the watches show it, and how far each may be trusted.
///
/// A watch selects by our label, so an object that leaves it may only have lost the label, and one that was applied a
/// moment ago may not have reached it yet: before a recorded object is said to be absent it is asked for, once.
final class LiveTable {
    /// A watch that was just asked for is waited for this long before its silence counts as blindness.
    private static final Duration START = Duration.ofSeconds(5);
    /// How long an object that was just applied may take to reach the watch.
    private static final Duration ARRIVAL = Duration.ofMillis(250);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Map<ApiKind, Watch> watches = new HashMap<>();

    private static final class Watch {
        private WatchState state = new WatchState.Starting();
        private final Map<ResourceId, LiveObject> objects = new HashMap<>();
        private final Map<ResourceId, Absence> absences = new HashMap<>();
        private final Instant since;

        Watch(Instant since) {
            this.since = since;
        }
    }

    /// An object that the watch does not show.
    ///
    /// @param askAt when to ask for it; absent when it was asked for
    /// @param confirmed whether the cluster said that it is not there
    /// @param failure why the question was not answered
    private record Absence(@Nullable Instant askAt, boolean confirmed, @Nullable String failure) {
    }

    /// From now on these kinds, and no others.
    void use(Set<ApiKind> kinds, Instant now) {
        watches.keySet().retainAll(kinds);
        kinds.forEach(kind -> watches.computeIfAbsent(kind, _ -> new Watch(now)));
    }

    /// All objects of the kind.
    ///
    /// @return the resources that may stand otherwise now
    Set<ResourceId> listed(ApiKind kind, List<LiveObject> objects) {
        Watch watch = watches.get(kind);
        if (watch == null) {
            return Set.of();
        }
        Set<ResourceId> concerned = new HashSet<>(watch.objects.keySet());
        watch.objects.clear();
        watch.absences.clear();
        objects.forEach(object -> watch.objects.put(object.id(), object));
        concerned.addAll(watch.objects.keySet());
        return concerned;
    }

    void seen(ApiKind kind, LiveObject object) {
        Watch watch = watches.get(kind);
        if (watch != null) {
            watch.objects.put(object.id(), object);
            watch.absences.remove(object.id());
        }
    }

    void vanished(ApiKind kind, ResourceId resource, Instant now) {
        Watch watch = watches.get(kind);
        if (watch != null) {
            watch.objects.remove(resource);
            watch.absences.put(resource, new Absence(now, false, null));
        }
    }

    void answered(ApiKind kind, ResourceId resource, Input.Answer answer, Instant now) {
        Watch watch = watches.get(kind);
        if (watch == null || watch.objects.containsKey(resource)) {
            return;
        }
        switch (answer) {
            case Input.Answer.Present(LiveObject object) -> {
                watch.objects.put(resource, object);
                watch.absences.remove(resource);
            }
            case Input.Answer.Absent _ -> watch.absences.put(resource, new Absence(null, true, null));
            case Input.Answer.Unanswered(String reason) ->
                watch.absences.put(resource, new Absence(now.plus(ASK_AGAIN), false, reason));
        }
    }

    /// Returns whether the state is another than before.
    boolean watched(ApiKind kind, WatchState state) {
        Watch watch = watches.get(kind);
        if (watch == null || watch.state.equals(state)) {
            return false;
        }
        watch.state = state;
        return true;
    }

    @Nullable
    LiveObject object(ApiKind kind, ResourceId resource) {
        Watch watch = watches.get(kind);
        return watch == null ? null : watch.objects.get(resource);
    }

    /// What may be concluded about a resource now. Notes what has to be asked for.
    Sight sight(ApiKind kind, ResourceId resource, @Nullable Applied applied, Instant now) {
        Watch watch = watches.get(kind);
        if (watch == null) {
            return new Sight.Awaited("the watch of " + kind + " starts");
        }
        return switch (watch.state) {
            case WatchState.Starting _ -> now.isBefore(watch.since.plus(START))
                    ? new Sight.Awaited("the watch of " + kind + " starts")
                    : new Sight.Blind("the watch of " + kind + " has not listed yet");
            case WatchState.Unserved _ -> new Sight.Unserved();
            case WatchState.Blind(String reason) -> new Sight.Blind(reason);
            case WatchState.Synced _ -> applied == null ? new Sight.Seen() : recorded(watch, resource, applied, now);
        };
    }

    private static Sight recorded(Watch watch, ResourceId resource, Applied applied, Instant now) {
        LiveObject live = watch.objects.get(resource);
        if (live != null) {
            return live.isOlderThan(applied.uid(), applied.resourceVersion())
                    ? new Sight.Awaited("the watch has yet to show what was applied")
                    : new Sight.Seen();
        }
        Absence absence = watch.absences.computeIfAbsent(resource, _ -> new Absence(now.plus(ARRIVAL), false, null));
        if (absence.confirmed()) {
            return new Sight.Seen();
        }
        return absence.failure() == null
                ? new Sight.Awaited("the cluster is asked whether it is there")
                : new Sight.Blind(absence.failure());
    }

    /// A plan creates or deletes the resource: what was known of its absence is not any more.
    void touched(ApiKind kind, ResourceId resource) {
        Watch watch = watches.get(kind);
        if (watch != null) {
            watch.absences.remove(resource);
        }
    }

    /// The questions that are due; each is put once.
    List<Turn.Question> questions(Instant now) {
        List<Turn.Question> due = new ArrayList<>();
        watches.forEach((kind, watch) -> {
            for (Map.Entry<ResourceId, Absence> entry : watch.absences.entrySet()) {
                Instant askAt = entry.getValue().askAt();
                if (askAt != null && !now.isBefore(askAt)) {
                    due.add(new Turn.Question(kind, entry.getKey()));
                    entry.setValue(new Absence(null, false, entry.getValue().failure()));
                }
            }
        });
        return due;
    }

    /// When the next question is due; null when none waits.
    @Nullable
    Instant nextQuestion() {
        Instant next = null;
        for (Watch watch : watches.values()) {
            for (Absence absence : watch.absences.values()) {
                Instant askAt = absence.askAt();
                next = askAt != null && (next == null || askAt.isBefore(next)) ? askAt : next;
            }
        }
        return next;
    }
}
