package dev.plumbline.audit.domain.archive;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.manifests.ResourceId;

/// One drift in its latest state, flat as the public API shows it.
///
/// @param revision the commit that the desired state was rendered from
/// @param resolvedAt null while it is open
/// @param resolution null while it is open
public record DriftEntry(String id, String application, String cluster, ResourceId resource, DriftEvent.Kind kind,
        List<DriftEvent.FieldDrift> fields, Instant detectedAt, @Nullable Instant resolvedAt,
        DriftEvent.@Nullable Resolution resolution, DriftPolicy policy, String revision) {
    public DriftEntry {
        fields = List.copyOf(fields);
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }
}
