package dev.plumbline.applier.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.applier.domain.Cluster.Answer;
import dev.plumbline.applier.domain.Cluster.ApplyMode;
import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Missing;
import dev.plumbline.applier.domain.Cluster.Refused;
import dev.plumbline.contracts.Change.FieldChange;
import dev.plumbline.contracts.Change.Operation;
import dev.plumbline.contracts.Change.Outcome;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

/// Executes the operations of a plan, one after another in their order.
///
/// An operation that fails does not stop those behind it: each is told of by itself, and differ decides what comes next.
/// Executing a plan twice is harmless: an apply repeats, a delete names the object's uid, and an effect that is already in
/// place is reported as the planned one, with the `before` that the plan carries.
public final class PlanExecution {
    private final Cluster cluster;
    private final Overwrite overwrite;
    private final Stamp stamp;
    private final InstantSource clock;

    /// @param installation the name that ownership annotations begin with
    public PlanExecution(Cluster cluster, String installation, InstantSource clock) {
        this.cluster = cluster;
        this.overwrite = new Overwrite(cluster);
        this.stamp = new Stamp(installation);
        this.clock = clock;
    }

    /// One result for each operation, in their order; fewer when `ours` says, before one, that the plan is another
    /// instance's now.
    public List<Executed> execute(Plan plan, BooleanSupplier ours) throws InterruptedException {
        List<Executed> results = new ArrayList<>(plan.operations().size());
        for (PlannedOperation operation : plan.operations()) {
            if (!ours.getAsBoolean()) {
                break;
            }
            results.add(execute(operation));
        }
        return results;
    }

    private Executed execute(PlannedOperation operation) throws InterruptedException {
        Report report = new Report(operation, clock.instant());
        return switch (operation.operation()) {
            case APPLY -> apply(operation, report);
            case CHECK -> check(operation, report);
            case ENSURE -> ensure(operation, report);
            case DELETE -> delete(operation, report);
            case REPLACE -> replace(operation, report);
            case UNKNOWN -> report.refused(now(), Operation.UNKNOWN,
                    "The plan asks for an operation that this version does not know: upgrade the applier");
        };
    }

    private Executed apply(PlannedOperation operation, Report report) throws InterruptedException {
        ObjectNode manifest = stamp.on(manifest(operation), operation);
        String uid = operation.uid();
        if (uid != null) {
            return applied(operation, report, overwrite.apply(operation, manifest, uid));
        }
        return switch (cluster.read(operation.apiVersion(), operation.resource())) {
            case Missing _ -> applied(operation, report,
                    cluster.apply(manifest, operation.resource(), ApplyMode.WRITE));
            case Refused refused -> report.failed(now(), Operation.CREATE, refused);
            case Found found -> switch (Claim.of(found.object(), stamp.ownership(operation))) {
                case Claim.Ours _ -> applied(operation, report,
                        cluster.apply(manifest, operation.resource(), ApplyMode.WRITE));
                case Claim.Unowned _ when operation.adopt() -> adopted(operation, report, found,
                        cluster.apply(manifest, operation.resource(), ApplyMode.WRITE));
                case Claim.Unowned _ -> report.refused(now(), Operation.UPDATE, operation.resource().display()
                        + " exists and belongs to nobody that Plumbline knows: set sync.adopt: true in Application "
                        + operation.application() + " to take it over, or remove it from Git");
                case Claim.Foreign(var owner) -> report.refused(now(), Operation.UPDATE, operation.resource().display()
                        + " belongs to Application " + owner.application() + " of installation "
                        + owner.installation() + ": declare it in one Application only");
            };
        };
    }

    private Executed applied(PlannedOperation operation, Report report, Answer answer) {
        Operation planned = operation.before() == null ? Operation.CREATE : Operation.UPDATE;
        return switch (answer) {
            case Found found -> {
                Schema schema = schema(operation);
                OwnedFields owned = OwnedFields.of(found.object(), schema);
                boolean unchanged = found.resourceVersion().equals(operation.resourceVersion());
                yield report.applied(now(), planned, unchanged ? Outcome.UNCHANGED : Outcome.APPLIED, found, owned,
                        FieldChanges.between(operation.before(), owned.values(), schema));
            }
            case Missing _ -> report.failed(now(), planned, notServed(operation));
            case Refused refused -> report.failed(now(), planned, refused);
        };
    }

    private Executed adopted(PlannedOperation operation, Report report, Found former, Answer answer) {
        return switch (answer) {
            case Found found -> {
                Schema schema = schema(operation);
                OwnedFields owned = OwnedFields.of(found.object(), schema);
                ObjectNode before = owned.valuesIn(former.object(), schema);
                yield report.applied(now(), Operation.UPDATE, Outcome.APPLIED, found, owned,
                        FieldChanges.between(before, owned.values(), schema));
            }
            case Missing _ -> report.failed(now(), Operation.UPDATE, notServed(operation));
            case Refused refused -> report.failed(now(), Operation.UPDATE, refused);
        };
    }

    /// Learns what the server makes of the manifest. What was applied before, under another digest, stays the memory.
    private Executed check(PlannedOperation operation, Report report) throws InterruptedException {
        ObjectNode manifest = stamp.on(manifest(operation), operation);
        return switch (cluster.read(operation.apiVersion(), operation.resource())) {
            case Missing _ -> report.erased(now(), Operation.CHECK, Outcome.UNCHANGED, List.of());
            case Refused refused -> report.failed(now(), Operation.CHECK, refused);
            case Found live -> switch (Claim.of(live.object(), stamp.ownership(operation))) {
                case Claim.Unowned _,Claim.Foreign _ -> report.refused(now(), Operation.CHECK,
                        operation.resource().display() + " is not owned by Application " + operation.application());
                case Claim.Ours _ -> checked(operation, report, live,
                        cluster.apply(manifest, operation.resource(), ApplyMode.DRY_RUN));
            };
        };
    }

    private Executed checked(PlannedOperation operation, Report report, Found live, Answer answer) {
        return switch (answer) {
            case Found dryRun -> {
                Schema schema = schema(operation);
                OwnedFields owned = OwnedFields.of(dryRun.object(), schema);
                String lastDigest = Stamp.annotation(live.object(), Ownership.DIGEST_ANNOTATION);
                yield report.checked(now(), live, lastDigest, owned,
                        FieldChanges.between(owned.valuesIn(live.object(), schema), owned.values(), schema));
            }
            case Missing _ -> report.failed(now(), Operation.CHECK, notServed(operation));
            case Refused refused -> report.failed(now(), Operation.CHECK, refused);
        };
    }

    private Executed ensure(PlannedOperation operation, Report report) throws InterruptedException {
        Answer answer = cluster.read(operation.apiVersion(), operation.resource());
        if (answer instanceof Missing) {
            answer = cluster.create(stamp.onEnsured(manifest(operation), operation), operation.resource());
        }
        if (answer instanceof Refused refused && "AlreadyExists".equals(refused.reason())) {
            answer = cluster.read(operation.apiVersion(), operation.resource()) instanceof Found found
                    ? found
                    : refused;
        }
        return switch (answer) {
            case Found found when Stamp.isCreatedBy(operation, found.object()) -> report.told(now(), Operation.CREATE,
                    Outcome.APPLIED, FieldChanges.between(null, manifest(operation), schema(operation)));
            case Found _ -> report.told(now(), Operation.CREATE, Outcome.UNCHANGED, List.of());
            case Missing _ -> report.failed(now(), Operation.CREATE, notServed(operation));
            case Refused refused -> report.failed(now(), Operation.CREATE, refused);
        };
    }

    private Executed delete(PlannedOperation operation, Report report) throws InterruptedException {
        String uid = operation.uid();
        String resourceVersion = operation.resourceVersion();
        if (uid == null || resourceVersion == null) {
            return deletionConfirmed(operation, report);
        }
        List<FieldChange> fields = FieldChanges.between(operation.before(), null,
                schema(operation));
        return switch (cluster.delete(operation.apiVersion(), operation.resource(), uid, resourceVersion)) {
            case Missing _ -> report.erased(now(), Operation.DELETE, Outcome.APPLIED, fields);
            case Found _ -> report.told(now(), Operation.DELETE, Outcome.APPLIED, fields);
            case Refused refused -> report.failed(now(), Operation.DELETE, refused);
        };
    }

    /// The plan saw no object: the inventory forgets the resource if there is none that is ours.
    private Executed deletionConfirmed(PlannedOperation operation, Report report) throws InterruptedException {
        return switch (cluster.read(operation.apiVersion(), operation.resource())) {
            case Missing _ -> report.erased(now(), Operation.DELETE, Outcome.UNCHANGED, List.of());
            case Refused refused -> report.failed(now(), Operation.DELETE, refused);
            case Found found -> switch (Claim.of(found.object(), stamp.ownership(operation))) {
                case Claim.Unowned _,Claim.Foreign _ -> report.erased(now(), Operation.DELETE, Outcome.UNCHANGED,
                        List.of());
                case Claim.Ours _ -> report.failed(now(), Operation.DELETE, new Refused(0, null,
                        operation.resource().display() + " is there though the plan saw none: it is planned anew",
                        true));
            };
        };
    }

    private Executed replace(PlannedOperation operation, Report report) throws InterruptedException {
        String uid = operation.uid();
        String resourceVersion = operation.resourceVersion();
        if (uid != null && resourceVersion != null) {
            Answer deleted = cluster.delete(operation.apiVersion(), operation.resource(), uid, resourceVersion);
            if (deleted instanceof Refused refused) {
                return report.failed(now(), Operation.REPLACE, refused);
            }
            if (deleted instanceof Found) {
                return report.failed(now(), Operation.REPLACE, new Refused(0, null, operation.resource().display()
                        + " is being deleted and waits for its finalizers; it is created when it is gone", true));
            }
        }
        ObjectNode manifest = stamp.on(manifest(operation), operation);
        return applied(operation, report.as(Operation.REPLACE),
                cluster.apply(manifest, operation.resource(), ApplyMode.WRITE));
    }

    private static Refused notServed(PlannedOperation operation) {
        ResourceId resource = operation.resource();
        return new Refused(404, "NotFound",
                resource.display() + " cannot be written: the cluster serves no " + operation.apiVersion() + " "
                        + resource.kind() + ", or its namespace does not exist",
                true);
    }

    private static ObjectNode manifest(PlannedOperation operation) {
        ObjectNode manifest = operation.manifest();
        if (manifest == null) {
            throw new IllegalStateException("Operation " + operation.index() + " of plan " + operation.plan()
                    + " has no manifest, which its constructor forbids");
        }
        return manifest;
    }

    private Schema schema(PlannedOperation operation) {
        return cluster.schema(operation.apiVersion(), operation.resource().kind());
    }

    private Instant now() {
        return clock.instant();
    }
}
