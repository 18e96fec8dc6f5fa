package dev.plumbline.kubernetes.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// A claim that names no StorageClass gets the default one.
final class DefaultStorageClass implements Plugin {
    static final ResourceName CLAIMS = new ResourceName("", "persistentvolumeclaims");
    static final ResourceName CLASSES = new ResourceName("storage.k8s.io", "storageclasses");
    private static final String OLD_NAME = "volume.beta.kubernetes.io/storage-class";

    private final StoredObjects objects;

    DefaultStorageClass(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void mutate(Attempt attempt) {
        if (!attempt.isAbout(CLAIMS) || !attempt.creates()) {
            return;
        }
        ObjectNode spec = Trees.object(attempt.object(), "spec");
        if (spec.has("storageClassName") || Trees.at(attempt.object(), "metadata", "annotations").has(OLD_NAME)) {
            return;
        }
        MarkedDefault.among(objects.list(CLASSES, ""), "storageclass.kubernetes.io/is-default-class",
                "storageclass.beta.kubernetes.io/is-default-class")
                .ifPresent(name -> spec.put("storageClassName", name));
    }
}
