package dev.plumbline.kubernetes.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Requests on one resource. Refusals are [dev.plumbline.kubernetes.api.ApiException]s with the same codes and reasons as over HTTP.
///
/// Nodes that are returned or handed to listeners are shared: copy before changing. `namespace` is empty for
/// cluster-scoped resources.
public interface ResourceClient {

    ResourceInfo info();

    Optional<ObjectNode> find(String namespace, String name);

    /// All objects of a namespace, or of all namespaces when it is empty, by namespace and name.
    List<ObjectNode> list(String namespace);

    /// The objects of this resource whose ownerReferences name the uid; costs what it returns.
    List<ObjectNode> ownedBy(String uid);

    /// Creates; `metadata.name` or `metadata.generateName` is set, apiVersion and kind may be left out.
    ObjectNode create(ObjectNode object);

    /// Replaces; refused with reason Conflict when `metadata.resourceVersion` is not the current one.
    ObjectNode update(ObjectNode object);

    /// Replaces the status only.
    ObjectNode updateStatus(ObjectNode object);

    /// Reads, changes a copy and updates it, again when someone else was faster. Returning an equal object writes
    /// nothing. Empty when the object does not exist (any more).
    Optional<ObjectNode> modify(String namespace, String name, UnaryOperator<ObjectNode> change);

    /// As [#modify] for the status subresource.
    Optional<ObjectNode> modifyStatus(String namespace, String name, UnaryOperator<ObjectNode> change);

    /// Server-side apply with this client's field manager, by force.
    ObjectNode apply(ObjectNode object);

    /// Deletes; false when there is nothing to delete.
    boolean delete(String namespace, String name, DeleteOptions options);

    /// Calls the listener for each existing object (as ADDED), then for each change, one at a time and in order, on a
    /// thread of its own. A listener that throws is logged and called again for the next change.
    Subscription watch(Consumer<Change> listener);
}
