package dev.plumbline.kubernetes.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The server for controllers in its process: the request path of HTTP clients without the wire, with the rights of
/// `system:masters`.
public interface ApiClient {

    /// The same client, whose writes are recorded in managedFields under this manager (`kube-controller-manager`).
    ApiClient as(String fieldManager);

    /// A resource by group (empty for core) and plural; it must be served when a request is made.
    ResourceClient resource(String group, String plural);

    /// Everything that is served now and can be listed and deleted, custom resources too.
    List<ResourceInfo> resources();

    /// The resource for a kind as an ownerReference names it, if it is served.
    Optional<ResourceInfo> resourceOf(String apiVersion, String kind);

    /// Where the object with this uid is now.
    Optional<ObjectRef> findByUid(String uid);

    /// All stored objects, of whatever resource, whose ownerReferences name the uid; costs what it returns.
    List<ObjectRef> ownedBy(String uid);

    /// All stored objects of a namespace, of whatever resource.
    List<ObjectRef> inNamespace(String namespace);

    /// As [ResourceClient#watch] over all resources: existing objects as ADDED, then every change.
    Subscription watchAll(Consumer<Change> listener);
}
