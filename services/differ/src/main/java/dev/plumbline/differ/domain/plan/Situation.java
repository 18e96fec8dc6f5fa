package dev.plumbline.differ.domain.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.Approval;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.manifests.ResourceId;

/// Everything that a decision about one Application rests on, at one instant.
///
/// @param application what the fleet says of it
/// @param specVersion empty for a removed Application
/// @param snapshot absent before the first
/// @param outcome of the last render; absent before the first
/// @param subjects declared resources in the snapshot's order, then those that are only recorded
/// @param open the drifts that are open
/// @param doubts why the tables cannot be relied on; empty when they can
/// @param approval of deletions; absent when none was given
/// @param formerSource where the recorded resources came from ([Snapshot#source]); absent when nobody knows
/// @param claims other Applications that declare a resource too, by resource
/// @param released objects of other Applications that no longer declare them: ours to take over
/// @param pruneFrom before then nothing is deleted, since another Application may be about to declare it
/// @param inFlight the plan that is waited for; absent when none is
/// @param requested whether a person asked for a sync
/// @param attempt how many plans for the same marker came before
public record Situation(String cluster, ApplicationEvent application, String specVersion, @Nullable Snapshot snapshot,
        @Nullable RenderOutcome outcome, Map<ResourceId, Subject> subjects, Map<ResourceId, OpenDrift> open,
        List<String> doubts, @Nullable Approval approval, @Nullable String formerSource,
        Map<ResourceId, Claim> claims, Set<ResourceId> released, Instant pruneFrom, @Nullable InFlight inFlight,
        boolean requested, int attempt) {
    public Situation {
        subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
        open = Map.copyOf(open);
        doubts = List.copyOf(doubts);
        claims = Map.copyOf(claims);
        released = Set.copyOf(released);
    }

    public String name() {
        return application.name();
    }

    public ApplicationSpec spec() {
        return switch (application) {
            case ApplicationDeclared declared -> declared.spec();
            case ApplicationRemoved removed -> removed.spec();
        };
    }
}
