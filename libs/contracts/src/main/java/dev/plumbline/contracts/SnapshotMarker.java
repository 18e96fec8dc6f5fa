package dev.plumbline.contracts;

import java.util.List;
import java.util.Objects;

import dev.plumbline.manifests.ResourceId;

/// Closes a snapshot: the complete desired state of one Application at one commit. Key `application/@snapshot`.
///
/// @param repository what it was made from; deletions wait for approval when this, the path or the cluster changed
/// @param specVersion the version of the Application's spec that it was made from
/// @param revision the newest commit evaluated
/// @param renderedFrom the newest commit that changed the snapshot
/// @param provenance of `revision`: what is removed by this snapshot is removed by this commit
/// @param resources every resource of the snapshot, in the order to apply where kinds do not decide
public record SnapshotMarker(String application, String cluster, String repository, String ref, String path,
        String specVersion, String revision, String renderedFrom, Provenance provenance, List<Entry> resources)
        implements
            DesiredEvent {
    public static final String SUFFIX = "@snapshot";

    public SnapshotMarker {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(specVersion, "specVersion");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(renderedFrom, "renderedFrom");
        Objects.requireNonNull(provenance, "provenance");
        resources = List.copyOf(resources);
    }

    public static String key(String application) {
        return application + "/" + SUFFIX;
    }

    @Override
    public String key() {
        return key(application);
    }

    @Override
    public String eventId() {
        return Ids.of("snapshot", application, specVersion, revision, renderedFrom);
    }

    /// One resource of the snapshot and the digest that the table must hold for it.
    public record Entry(ResourceId resource, String digest) {
        public Entry {
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(digest, "digest");
        }
    }
}
