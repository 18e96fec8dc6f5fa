package dev.plumbline.differ.domain.drift;

import java.time.Instant;
import java.util.Objects;

import dev.plumbline.manifests.ResourceId;

/// A write that the cluster's audit told of.
///
/// @param manager the field manager that the write is recorded under
/// @param user the person or account that it was made as
/// @param at by the API server's clock
public record ClusterWrite(ResourceId resource, String manager, String user, Instant at) {
    public ClusterWrite {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(manager, "manager");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(at, "at");
    }
}
