package dev.plumbline.differ.domain.live;

import java.util.Comparator;
import java.util.Objects;

import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.manifests.ResourceId;

/// A kind in one of its versions, as manifests name it: `apps/v1` `Deployment`. The unit of watching.
///
/// Values compare only within one version, so an object that was applied as `v1` is watched as `v1`.
public record ApiKind(String apiVersion, String kind) implements Comparable<ApiKind> {
    private static final Comparator<ApiKind> ORDER = Comparator.comparing(ApiKind::apiVersion)
            .thenComparing(ApiKind::kind);

    public ApiKind {
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(kind, "kind");
    }

    public static ApiKind of(DesiredResource desired) {
        return new ApiKind(desired.apiVersion(), desired.resource().kind());
    }

    public static ApiKind of(Applied applied) {
        return new ApiKind(applied.apiVersion(), applied.resource().kind());
    }

    /// Empty for the core group.
    public String group() {
        return ResourceId.groupOf(apiVersion);
    }

    @Override
    public int compareTo(ApiKind other) {
        return ORDER.compare(this, other);
    }

    /// For people: `Deployment (apps/v1)`.
    @Override
    public String toString() {
        return kind + " (" + apiVersion + ")";
    }
}
