package dev.plumbline.kubernetes.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ObjectRef;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.client.ResourceInfo;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.client.Subscription;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Snapshot;

/// The server for controllers in its process.
final class LocalClient implements ApiClient {
    private final Api api;
    private final String fieldManager;

    LocalClient(Api api, String fieldManager) {
        this.api = api;
        this.fieldManager = fieldManager;
    }

    @Override
    public ApiClient as(String otherManager) {
        return new LocalClient(api, otherManager);
    }

    @Override
    public ResourceClient resource(String group, String plural) {
        return new LocalResource(api, new ResourceName(group, plural), fieldManager);
    }

    @Override
    public List<ResourceInfo> resources() {
        return api.types().all().stream().filter(type -> type.allows("list") && type.allows("delete"))
                .map(ResourceType::info).toList();
    }

    @Override
    public Optional<ResourceInfo> resourceOf(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return api.types().byKind(group, apiVersion.substring(slash + 1), kind).map(ResourceType::info);
    }

    @Override
    public Optional<ObjectRef> findByUid(String uid) {
        return api.store().findByUid(uid);
    }

    @Override
    public List<ObjectRef> ownedBy(String uid) {
        return api.store().ownedBy(uid);
    }

    @Override
    public List<ObjectRef> inNamespace(String namespace) {
        List<ObjectRef> refs = new ArrayList<>();
        for (ResourceName resource : api.store().resources()) {
            Snapshot snapshot = api.store().snapshot(resource);
            snapshot.visit(namespace, new Key("", ""), stored -> {
                refs.add(new ObjectRef(resource, namespace, stored.key().name()));
                return true;
            });
        }
        return refs;
    }

    @Override
    public Subscription watchAll(Consumer<Change> listener) {
        return LocalWatch.all(api, listener);
    }
}
