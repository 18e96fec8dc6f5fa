package dev.plumbline.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.IntNode;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationStatus;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.Ids;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.SignatureVerdict;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.SourcePosition;

/// Events as the services write them.
public final class Fixtures {
    public static final Person ADA = new Person("Ada Lovelace", "ada@example.com");
    public static final Person GRACE = new Person("Grace Hopper", "grace@example.com");
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final String REPOSITORY = "https://git.example.com/shop-config.git";

    private Fixtures() {
    }

    /// A commit id that is the same for the same text.
    public static String commitId(String text) {
        return (Ids.of(text) + Ids.of(text, "rest")).substring(0, 40);
    }

    public static CommitObserved commit(String subject, Person author) {
        return new CommitObserved(REPOSITORY, "main", commitId(subject), List.of(commitId("before " + subject)),
                commitId("tree"), author, NOON, author, NOON, subject, "", Map.of(), SignatureVerdict.UNSIGNED,
                List.of("overlays/prod/web.yaml"), false, new CommitObserved.Seen("webhook", "d-1", "ada", NOON),
                null);
    }

    public static CommitObserved withReason(CommitObserved commit, String reason) {
        return new CommitObserved(commit.repository(), commit.ref(), commit.commit(), commit.parents(),
                commit.tree(), commit.author(), commit.authoredAt(), commit.committer(), commit.committedAt(),
                commit.subject(), commit.body(), Map.of("Reason", List.of(reason)), commit.signature(),
                commit.changedPaths(), commit.pathsTruncated(), commit.seen(), commit.replaces());
    }

    public static ApplicationSpec spec() {
        return new ApplicationSpec("default",
                new ApplicationSpec.Source(REPOSITORY, "main", "overlays/prod", null),
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.DETECT, Map.of()),
                new ApplicationSpec.Target("local", "shop", true),
                new ApplicationSpec.Sync(ApplicationSpec.SyncMode.AUTO, true, false,
                        ApplicationSpec.OnRemoval.ORPHAN, 10),
                new ApplicationSpec.Drift(ApplicationSpec.DriftPolicy.CORRECT, List.of()));
    }

    public static ApplicationDeclared declared(String application) {
        return new ApplicationDeclared(application, spec(), "1", new SourcePosition("applications/shop.yaml", 1),
                commit("Declare " + application, ADA).provenance());
    }

    public static ApplicationStatus status(String application, Sync sync, Health health,
            @Nullable CommitObserved revision, List<String> errors, List<ApplicationStatus.OpenDrift> drift) {
        String commit = revision == null ? null : revision.commit();
        return new ApplicationStatus(application, "local", sync, health, commit, commit,
                Optional.ofNullable(revision).map(CommitObserved::provenance).orElse(null), drift, null, errors,
                List.of(new ApplicationStatus.ResourceStatus(web(), sync, health, null),
                        new ApplicationStatus.ResourceStatus(ResourceId.parse("/Namespace//shop"), Sync.SYNCED,
                                Health.HEALTHY, null)),
                new ApplicationStatus.Evidence(4, true, 0, null), NOON);
    }

    public static ResourceId web() {
        return ResourceId.parse("apps/Deployment/shop/web");
    }

    public static Change change(String plan, String application, ResourceId resource, Change.Operation operation,
            Change.Outcome outcome, CommitObserved commit, Instant startedAt) {
        Provenance provenance = commit.provenance();
        return new Change(Change.id(plan, 0, resource), application, "local", resource, operation, outcome,
                Cause.COMMIT, plan, 0, 1, commit.commit(), null, provenance, startedAt, startedAt.plusMillis(120),
                List.of(new Change.FieldChange("/spec/replicas", IntNode.valueOf(2), IntNode.valueOf(3))), null,
                false);
    }

    /// Took half a second, until now.
    public static RenderOutcome rendered(String application, CommitObserved commit) {
        Instant now = Instant.now();
        return new RenderOutcome(application, commit.commit(), "1", RenderOutcome.Result.RENDERED, List.of(),
                now.minusMillis(500), now);
    }

    /// @param revision the commit that was rendered
    /// @param commit the commit that changed the resource
    public static PlannedOperation operation(String plan, String application, CommitObserved revision,
            CommitObserved commit) {
        return new PlannedOperation(plan, 0, 1, application, "local", 4, 0, revision.commit(),
                PlannedOperation.Kind.DELETE, web(), "apps/v1", null, null, null, null, null, false, Cause.COMMIT, null,
                commit.provenance(), Instant.now());
    }

    public static Change update(String plan, String application, CommitObserved commit) {
        return change(plan, application, web(), Change.Operation.UPDATE, Change.Outcome.APPLIED, commit, NOON);
    }

    public static DriftEvent.Drift drift(String application, int live) {
        return new DriftEvent.Drift(application, "local", web(), DriftEvent.Kind.MODIFIED, commitId("desired"),
                List.of(new FieldDrift("/spec/replicas", IntNode.valueOf(3), IntNode.valueOf(live), "kubectl-edit",
                        "grace", NOON)),
                NOON, ApplicationSpec.DriftPolicy.REPORT);
    }
}
