package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.Provenance;

/// An Application: what the fleet declares of it and where it stands.
///
/// @param revision the newest commit evaluated; null before the first
/// @param renderedFrom the newest commit that changed the snapshot
/// @param author who wrote `revision`, with `reason` and `authoredAt`
/// @param drift ids of the open drifts
/// @param error all errors, one a line, with `file:line` where a file is at fault; null when there is none
/// @param awaitsApproval whether deletions wait until somebody approves them
/// @param removed whether the fleet has ceased to declare it and its resources are being dealt with
/// @param declaredAt `file:line` in the fleet; null when removed
/// @param policy what is done about drift
/// @param at when this was evaluated; null before the first time
public record ApplicationView(String name, Sync sync, Health health, @Nullable String revision,
        @Nullable String renderedFrom, @Nullable Person author, @Nullable String reason,
        @Nullable Instant authoredAt, List<String> drift, @Nullable String error, List<String> errors,
        @Nullable String hold, boolean awaitsApproval, boolean removed, String project, ApplicationSpec.Source source,
        ApplicationSpec.Target target, ApplicationSpec.Sync syncPolicy, ApplicationSpec.DriftPolicy policy,
        @Nullable String declaredAt, List<ResourceView> resources, @Nullable Instant at) {

    private static final String APPROVAL = "wait for approval";

    public ApplicationView {
        drift = List.copyOf(drift);
        errors = List.copyOf(errors);
        resources = List.copyOf(resources);
    }

    /// Without a status nothing is known: never Synced, never Healthy.
    public static ApplicationView of(ApplicationEvent application, @Nullable ApplicationStatus status) {
        return switch (application) {
            case ApplicationDeclared declared ->
                of(declared.name(), declared.spec(), declared.declaredAt().toString(), status);
            case ApplicationRemoved removed -> of(removed.name(), removed.spec(), null, status);
        };
    }

    private static ApplicationView of(String name, ApplicationSpec spec, @Nullable String declaredAt,
            @Nullable ApplicationStatus status) {
        boolean removed = declaredAt == null;
        if (status == null) {
            return new ApplicationView(name, Sync.UNKNOWN, Health.UNKNOWN, null, null, null, null, null, List.of(),
                    null, List.of(), null, false, removed, spec.project(), spec.source(), spec.target(), spec.sync(),
                    spec.drift().policy(), declaredAt, List.of(), null);
        }
        Provenance provenance = status.provenance();
        return new ApplicationView(name, status.sync(), status.health(), status.revision(), status.renderedFrom(),
                provenance == null ? null : provenance.author(), provenance == null ? null : provenance.reason(),
                provenance == null ? null : provenance.authoredAt(),
                status.drift().stream().map(OpenDrift::id).toList(), joined(status.errors()), status.errors(),
                status.hold(), awaitsApproval(status), removed, spec.project(), spec.source(), spec.target(),
                spec.sync(), spec.drift().policy(), declaredAt,
                status.resources().stream().map(ResourceView::of).toList(), status.at());
    }

    static @Nullable String joined(List<String> errors) {
        return errors.isEmpty() ? null : String.join("\n", errors);
    }

    /// The status says it in words only: differ's, for deletions beyond the budget or from a changed source.
    private static boolean awaitsApproval(ApplicationStatus status) {
        return status.errors().stream().anyMatch(ApplicationView::speaksOfApproval) || status.resources().stream()
                .anyMatch(resource -> resource.message() != null && speaksOfApproval(resource.message()));
    }

    private static boolean speaksOfApproval(String text) {
        return text.toLowerCase(Locale.ROOT).contains(APPROVAL);
    }
}
