package dev.plumbline.differ.domain.status;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.ResourceStatus;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.differ.domain.live.HealthCheck;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.differ.domain.plan.Claim;
import dev.plumbline.differ.domain.plan.Failures.Failure;
import dev.plumbline.differ.domain.plan.Subject;
import dev.plumbline.differ.domain.plan.Verdict;
import dev.plumbline.manifests.ResourceId;

/// One resource's part of a status.
///
/// @param error what its owner has to mend, with the place in Git; absent when nothing
record ResourceStanding(ResourceStatus status, @Nullable String error) {
    private static final String DEFINITION = "CustomResourceDefinition";

    static ResourceStanding of(Subject subject, Verdict verdict, Standing standing) {
        Optional<Failure> failure = standing.failures().of(subject.id());
        if (failure.isPresent() && isOpen(verdict)) {
            String error = failure.get().error();
            return standing(subject, Sync.FAILED, error, subject.display() + ": " + error);
        }
        Claim claim = standing.situation().claims().get(subject.id());
        if (claim != null && subject.desired() != null) {
            return contested(subject, claim, verdict);
        }
        return switch (verdict) {
            case Verdict.InSync _ -> standing(subject, Sync.SYNCED, null, null);
            case Verdict.Missing _ -> standing(subject, Sync.OUT_OF_SYNC, "is to be created", null);
            case Verdict.Outdated _ -> standing(subject, Sync.OUT_OF_SYNC, "is to be updated", null);
            case Verdict.Unrecorded _ -> standing(subject, Sync.PROGRESSING, "is to be checked", null);
            case Verdict.Unwanted _ -> standing(subject, Sync.OUT_OF_SYNC, unwanted(subject, standing), null);
            case Verdict.Unsettled(String reason) -> standing(subject,
                    standing.situation().open().containsKey(subject.id()) ? Sync.DRIFTED : Sync.PROGRESSING, reason,
                    null);
            case Verdict.Unreadable(String reason) ->
                standing(subject, Sync.UNKNOWN, reason, subject.display() + ": " + reason);
            case Verdict.Unserved _ -> unserved(subject, standing);
            case Verdict.Drifted drifted -> drifted(subject, drifted, standing);
        };
    }

    private static ResourceStanding contested(Subject subject, Claim claim, Verdict verdict) {
        boolean stays = subject.applied() != null;
        String message = stays
                ? "is declared by Application " + claim.application() + " too; it stays here"
                : "is declared by Application " + claim.application() + " too, and stays there";
        Sync sync = stays && verdict instanceof Verdict.InSync ? Sync.SYNCED : Sync.FAILED;
        return standing(subject, sync, message, subject.display() + ": " + message
                + "; declare it in one Application only");
    }

    private static boolean isOpen(Verdict verdict) {
        return switch (verdict) {
            case Verdict.InSync _,Verdict.Unreadable _,Verdict.Unserved _ -> false;
            case Verdict.Missing _,Verdict.Outdated _,Verdict.Unrecorded _,Verdict.Unwanted _,Verdict.Unsettled _,Verdict.Drifted _ ->
                true;
        };
    }

    private static String unwanted(Subject subject, Standing standing) {
        Claim claim = standing.situation().claims().get(subject.id());
        return claim == null
                ? "is no longer in Git"
                : "is handed over to Application " + claim.application() + ", which declares it";
    }

    private static ResourceStanding drifted(Subject subject, Verdict.Drifted drifted, Standing standing) {
        Optional<String> fight = standing.corrections().fight(subject.id());
        String message = fight.orElseGet(() -> drifted.kind() == DriftEvent.Kind.DELETED
                ? "was deleted"
                : "differs at " + String.join(", ", drifted.fields().stream().map(FieldDrift::path).toList()));
        return standing(subject, Sync.DRIFTED, message, fight.map(it -> subject.display() + ": " + it).orElse(null));
    }

    private static ResourceStanding unserved(Subject subject, Standing standing) {
        if (subject.applied() != null) {
            String reason = "the cluster serves no " + subject.watchedAs()
                    + " any more: was its CustomResourceDefinition deleted?";
            return standing(subject, Sync.UNKNOWN, reason, subject.display() + ": " + reason);
        }
        if (isDefinedHere(subject, standing)) {
            return standing(subject, Sync.PROGRESSING, "waits for its CustomResourceDefinition to be established",
                    null);
        }
        String reason = "the cluster serves no " + subject.watchedAs()
                + ": check apiVersion and kind, or install its CustomResourceDefinition; applied when it is established";
        return standing(subject, Sync.FAILED, reason, subject.display() + ": " + reason);
    }

    private static boolean isDefinedHere(Subject subject, Standing standing) {
        String suffix = "." + subject.id().group();
        return standing.situation().subjects().keySet().stream().filter(id -> DEFINITION.equals(id.kind()))
                .map(ResourceId::name).anyMatch(name -> name.endsWith(suffix));
    }

    private static ResourceStanding standing(Subject subject, Sync sync, @Nullable String message,
            @Nullable String error) {
        LiveObject live = subject.live();
        if (sync == Sync.UNKNOWN) {
            return new ResourceStanding(new ResourceStatus(subject.id(), sync, Health.UNKNOWN, message), error);
        }
        if (live == null) {
            Health health = subject.desired() == null ? Health.HEALTHY : Health.MISSING;
            return new ResourceStanding(new ResourceStatus(subject.id(), sync, health, message), error);
        }
        HealthCheck check = HealthCheck.of(live);
        String said = message == null ? check.message() : message;
        return new ResourceStanding(new ResourceStatus(subject.id(), sync, check.health(), said), error);
    }
}
