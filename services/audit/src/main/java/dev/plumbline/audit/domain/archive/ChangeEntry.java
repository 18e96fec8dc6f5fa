package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Person;
import dev.plumbline.manifests.ResourceId;

/// One change of a cluster and its commit. A shape of its own since the public API names commit and author flat and
/// leaves out what only services need of a [Change].
///
/// @param revision the commit that the Application was synced to
/// @param commit the commit that the change is due to: the one that last changed the resource in Git
/// @param reason the commit's `Reason:` trailer, else its subject
/// @param drift id of the drift that was corrected; null when none was
/// @param error why it was refused or failed
public record ChangeEntry(String id, String application, String cluster, ResourceId resource,
        Change.Operation operation, Change.Outcome outcome, Cause cause, String commit, Person author, String reason,
        Instant authoredAt, Instant startedAt, Instant finishedAt, List<Change.FieldChange> fields, String revision,
        String plan, @Nullable String drift, @Nullable String error) {
    public ChangeEntry {
        fields = List.copyOf(fields);
    }
}
