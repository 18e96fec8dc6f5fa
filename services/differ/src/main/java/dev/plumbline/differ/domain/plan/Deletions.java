package dev.plumbline.differ.domain.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationSpec.Sync;
import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.SnapshotMarker;

/// Which recorded resources that Git no longer declares may be deleted now.
///
/// Never on an empty snapshot. Beyond the budget, or when the Application's repository, path or cluster is another than the
/// one that the resources came from, deletions wait for a person's approval of this revision.
///
/// @param allowed what to delete
/// @param waiting why the rest stays, in words for the owner; absent when nothing waits
public record Deletions(List<Subject> allowed, @Nullable String waiting) {
    private static final int NAMED = 5;

    public Deletions {
        allowed = List.copyOf(allowed);
    }

    static Deletions of(Situation situation, Snapshot snapshot, Map<Subject, Verdict> verdicts) {
        List<Subject> unwanted = new ArrayList<>();
        verdicts.forEach((subject, verdict) -> {
            if (verdict instanceof Verdict.Unwanted && !situation.claims().containsKey(subject.id())) {
                unwanted.add(subject);
            }
        });
        if (unwanted.isEmpty()) {
            return new Deletions(List.of(), null);
        }
        String objection = objection(situation, snapshot, unwanted.size());
        return objection == null
                ? new Deletions(unwanted, null)
                : new Deletions(List.of(), objection + ": " + names(unwanted));
    }

    private static @Nullable String objection(Situation situation, Snapshot snapshot, int count) {
        Sync sync = situation.spec().sync();
        SnapshotMarker marker = snapshot.marker();
        if (!sync.prune()) {
            return count + " resources are no longer in Git and stay, since sync.prune is false";
        }
        if (marker.resources().isEmpty()) {
            return count
                    + " resources are no longer in Git and stay, since the snapshot is empty; to delete them remove"
                    + " the Application with sync.onRemoval: prune";
        }
        if (isApproved(situation.approval(), marker)) {
            return null;
        }
        if (!snapshot.source().equals(situation.formerSource())) {
            String former = situation.formerSource() == null ? "an unknown source" : situation.formerSource();
            return count + " deletions wait for approval of " + marker.revision() + ", since the resources came from "
                    + former + " and the source is now " + snapshot.source();
        }
        return count > sync.deletionBudget()
                ? count + " deletions wait for approval of " + marker.revision() + ", since sync.deletionBudget is "
                        + sync.deletionBudget()
                : null;
    }

    private static boolean isApproved(@Nullable Approval approval, SnapshotMarker marker) {
        return approval != null && (approval.revision().equals(marker.revision())
                || approval.revision().equals(marker.renderedFrom()));
    }

    private static String names(List<Subject> unwanted) {
        String first = unwanted.stream().limit(NAMED).map(subject -> subject.id().display())
                .collect(Collectors.joining(", "));
        return unwanted.size() > NAMED ? first + " and " + (unwanted.size() - NAMED) + " more" : first;
    }
}
