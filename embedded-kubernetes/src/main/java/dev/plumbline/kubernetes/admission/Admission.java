package dev.plumbline.kubernetes.admission;

import java.util.List;
import java.util.function.Supplier;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.resources.ResourceType;
import dev.plumbline.kubernetes.store.Store;

/// The plugins that a kube-apiserver enables by default, in its order (pkg/kubeapiserver/options/plugins.go), without
/// ServiceAccount and those that call webhooks.
public final class Admission {
    private final NamespaceLifecycle namespaceLifecycle;
    private final List<Plugin> plugins;

    /// @param client how quota usage is written; asked for when it is needed
    public Admission(Store store, Access access, Supplier<ApiClient> client) {
        StoredObjects objects = new StoredObjects(store);
        namespaceLifecycle = new NamespaceLifecycle(objects);
        plugins = List.of(namespaceLifecycle, new LimitRanger(objects), new TaintNodesByCondition(),
                new PodSecurity(objects), new Priority(objects), new DefaultTolerationSeconds(),
                new DefaultStorageClass(objects), new StorageObjectInUseProtection(),
                new PersistentVolumeClaimResize(objects), new RuntimeClass(objects), new CertificateApproval(access),
                new CertificateSubjectRestriction(), new DefaultIngressClass(objects),
                new GrantedRights(objects, access), new ResourceQuota(objects, client));
    }

    /// Completes the object, or refuses the write.
    public void mutate(Attempt attempt) {
        plugins.forEach(plugin -> plugin.mutate(attempt));
    }

    /// Refuses what is valid but not allowed.
    public void validate(Attempt attempt) {
        plugins.forEach(plugin -> plugin.validate(attempt));
    }

    /// Refuses to delete what must stay.
    public void checkDelete(ResourceType type, String name) {
        if (type.storage().equals(NamespaceLifecycle.NAMESPACES)) {
            namespaceLifecycle.checkDelete(name);
        }
    }
}
