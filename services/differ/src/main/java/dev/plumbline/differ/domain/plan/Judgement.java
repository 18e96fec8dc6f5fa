package dev.plumbline.differ.domain.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.differ.domain.drift.Drift;
import dev.plumbline.differ.domain.drift.IgnoreRules;
import dev.plumbline.differ.domain.live.LiveObject;

/// Judges one resource from what the three tables hold of it. Asks nobody, writes nothing.
public final class Judgement {
    private final String installation;

    /// @param installation whose owner annotations are ours
    public Judgement(String installation) {
        this.installation = installation;
    }

    /// How the resource stands.
    ///
    /// @param rules what may differ
    public Verdict of(Subject subject, IgnoreRules rules) {
        return switch (subject.sight()) {
            case Sight.Awaited(String reason) -> new Verdict.Unsettled(reason);
            case Sight.InFlight _ -> new Verdict.Unsettled("an operation is in flight");
            case Sight.Unserved _ -> subject.desired() == null ? new Verdict.Unwanted() : new Verdict.Unserved();
            case Sight.Blind(String reason) -> new Verdict.Unreadable(reason);
            case Sight.Seen _ -> seen(subject, rules);
        };
    }

    private Verdict seen(Subject subject, IgnoreRules rules) {
        LiveObject live = subject.live();
        if (live != null && live.isTerminating()) {
            return new Verdict.Unsettled("is being deleted, waits for its finalizers");
        }
        DesiredResource desired = subject.desired();
        if (desired == null) {
            return new Verdict.Unwanted();
        }
        Applied applied = subject.applied();
        if (applied == null) {
            return unrecorded(desired, live);
        }
        return live == null ? absent(desired, applied) : compared(subject, desired, applied, live, rules);
    }

    private Verdict unrecorded(DesiredResource desired, @Nullable LiveObject live) {
        if (live == null) {
            return new Verdict.Missing();
        }
        boolean ours = live.owner().filter(owner -> owner.installation().equals(installation)
                && owner.application().equals(desired.application())).isPresent();
        return ours && live.digest().equals(desired.digest())
                ? new Verdict.Unrecorded()
                : new Verdict.Outdated(List.of());
    }

    private static Verdict absent(DesiredResource desired, Applied applied) {
        return applied.digest().equals(desired.digest())
                ? new Verdict.Drifted(DriftEvent.Kind.DELETED, List.of(), List.of())
                : new Verdict.Missing();
    }

    private static Verdict compared(Subject subject, DesiredResource desired, Applied applied, LiveObject live,
            IgnoreRules rules) {
        Drift drift = Drift.between(applied, live, rules, subject.type());
        if (!applied.digest().equals(desired.digest())) {
            return new Verdict.Outdated(drift.ignored());
        }
        return drift.isEmpty()
                ? new Verdict.InSync(drift.ignored())
                : new Verdict.Drifted(DriftEvent.Kind.MODIFIED, drift.fields(), drift.ignored());
    }
}
