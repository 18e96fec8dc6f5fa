package dev.plumbline.kubernetes.admission;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// Volumes and claims get a finalizer that holds them while they are in use.
final class StorageObjectInUseProtection implements Plugin {
    private static final Map<ResourceName, String> FINALIZERS = Map.of(
            new ResourceName("", "persistentvolumes"), "kubernetes.io/pv-protection",
            new ResourceName("", "persistentvolumeclaims"), "kubernetes.io/pvc-protection",
            new ResourceName("storage.k8s.io", "volumeattributesclasses"), "kubernetes.io/vac-protection");

    @Override
    public void mutate(Attempt attempt) {
        String finalizer = FINALIZERS.get(attempt.type().storage());
        if (finalizer == null || !attempt.creates()) {
            return;
        }
        ArrayNode finalizers = Trees.list(Trees.object(attempt.object(), "metadata"), "finalizers");
        if (!Trees.texts(finalizers).contains(finalizer)) {
            finalizers.add(finalizer);
        }
    }
}
