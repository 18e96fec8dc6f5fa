package dev.plumbline.kubernetes.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;

/// One version of one object, kept as the JSON that is sent to clients, without `apiVersion` and `kind`: these depend
/// on the version that a client asks for. Immutable.
public final class Stored {
    private final ResourceName resource;
    private final Key key;
    private final long version;
    private final byte[] json;
    private volatile @Nullable Map<String, String> labels;
    private final RecentTrees recent;
    private volatile @Nullable ObjectNode tree;

    Stored(ResourceName resource, Key key, long version, byte[] json, RecentTrees recent) {
        this.resource = resource;
        this.key = key;
        this.version = version;
        this.json = json;
        this.recent = recent;
    }

    public ResourceName resource() {
        return resource;
    }

    public Key key() {
        return key;
    }

    /// The resourceVersion.
    public long version() {
        return version;
    }

    /// UTF-8 JSON of an object that begins with `{"metadata":`; not to be changed.
    public byte[] json() {
        return json;
    }

    /// The object as a tree without `apiVersion` and `kind`; shared, not to be changed.
    public ObjectNode tree() {
        ObjectNode known = tree;
        if (known == null) {
            known = StoredJson.parse(json);
            if (recent.remembers(this)) {
                tree = known;
            }
        }
        return known;
    }

    /// The same object under another version, as watchers are shown one that left their selection.
    public Stored at(long otherVersion) {
        return new Stored(resource, key, otherVersion, StoredJson.bytes(tree(), otherVersion), recent);
    }

    void forgetTree() {
        tree = null;
    }

    /// `metadata.labels`.
    public Map<String, String> labels() {
        Map<String, String> known = labels;
        if (known == null) {
            known = StoredJson.labels(json);
            labels = known;
        }
        return known;
    }
}
