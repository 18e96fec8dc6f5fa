package dev.plumbline.kubernetes.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;
import dev.plumbline.kubernetes.store.Stored;

/// Other objects that a plugin decides by. They are shared: not to be changed.
record StoredObjects(Store store) {

    Optional<ObjectNode> find(ResourceName resource, String namespace, String name) {
        return store.find(resource, new Key(namespace, name)).map(Stored::tree);
    }

    /// Those of a namespace, all where it is empty; in the order of their names.
    List<ObjectNode> list(ResourceName resource, String namespace) {
        if (store.count(resource) == 0) {
            return List.of();
        }
        List<ObjectNode> objects = new ArrayList<>();
        store.snapshot(resource).visit(namespace, new Key("", ""), stored -> objects.add(stored.tree()));
        return objects;
    }
}
