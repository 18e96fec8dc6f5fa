package dev.plumbline.applier.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Refused;
import dev.plumbline.applier.domain.Executed.Memory;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Change.FieldChange;
import dev.plumbline.contracts.Change.Operation;
import dev.plumbline.contracts.Change.Outcome;
import dev.plumbline.contracts.PlannedOperation;

/// Tells what became of one operation, in the words of the contract.
///
/// @param as how the change is called whatever it did to the object; absent to call it by that
record Report(PlannedOperation planned, Instant startedAt, @Nullable Operation as) {
    Report(PlannedOperation planned, Instant startedAt) {
        this(planned, startedAt, null);
    }

    Report as(Operation operation) {
        return new Report(planned, startedAt, operation);
    }

    Executed applied(Instant now, Operation operation, Outcome outcome, Found found, OwnedFields owned,
            List<FieldChange> fields) {
        List<FieldChange> told = outcome == Outcome.UNCHANGED ? List.of() : fields;
        return new Executed(change(now, operation, outcome, told, null, false),
                new Memory.Written(memory(now, found, planned.digest(), owned)));
    }

    Executed checked(Instant now, Found live, String lastDigest, OwnedFields owned, List<FieldChange> fields) {
        return new Executed(change(now, Operation.CHECK, Outcome.UNCHANGED, fields, null, false),
                new Memory.Written(memory(now, live, lastDigest, owned)));
    }

    Executed told(Instant now, Operation operation, Outcome outcome, List<FieldChange> fields) {
        return new Executed(change(now, operation, outcome, fields, null, false), new Memory.Kept());
    }

    Executed erased(Instant now, Operation operation, Outcome outcome, List<FieldChange> fields) {
        return new Executed(change(now, operation, outcome, fields, null, false), new Memory.Erased());
    }

    Executed refused(Instant now, Operation operation, String error) {
        return new Executed(change(now, operation, Outcome.REFUSED, List.of(), error, false), new Memory.Kept());
    }

    Executed failed(Instant now, Operation operation, Refused refused) {
        return new Executed(
                change(now, operation, Outcome.FAILED, List.of(), refused.message(), refused.mayPass()),
                new Memory.Kept());
    }

    private Applied memory(Instant now, Found found, @Nullable String digest, OwnedFields owned) {
        return new Applied(planned.application(), planned.cluster(), planned.resource(), planned.apiVersion(),
                digest == null ? "" : digest, found.uid(), found.resourceVersion(), owned.fields(), owned.values(),
                planned.plan(), planned.provenance(), now);
    }

    private Change change(Instant now, Operation operation, Outcome outcome, List<FieldChange> fields,
            @Nullable String error, boolean mayPass) {
        return new Change(Change.id(planned.plan(), planned.index(), planned.resource()), planned.application(),
                planned.cluster(), planned.resource(), as == null ? operation : as, outcome, planned.cause(),
                planned.plan(), planned.index(), planned.count(), planned.revision(), planned.drift(),
                planned.provenance(), startedAt, now, fields, error, mayPass);
    }
}
