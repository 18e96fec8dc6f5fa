package dev.plumbline.kubernetes.admission;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.kinds.Trees;

/// A claim grows only when it is bound and its StorageClass allows that.
final class PersistentVolumeClaimResize implements Plugin {
    private final StoredObjects objects;

    PersistentVolumeClaimResize(StoredObjects objects) {
        this.objects = objects;
    }

    @Override
    public void validate(Attempt attempt) {
        ObjectNode old = attempt.old();
        if (!attempt.isAbout(DefaultStorageClass.CLAIMS) || old == null || !attempt.subresource().isEmpty()
                || !grows(old, attempt.object())) {
            return;
        }
        if (!Trees.text(old, "status", "phase").equals("Bound")) {
            throw attempt.forbidden("Only bound persistent volume claims can be expanded");
        }
        String name = Trees.text(old, "spec", "storageClassName");
        boolean isAllowed = !name.isEmpty() && objects.find(DefaultStorageClass.CLASSES, "", name)
                .filter(found -> found.path("allowVolumeExpansion").asBoolean()).isPresent();
        if (!isAllowed) {
            throw attempt.forbidden("only dynamically provisioned pvc can be resized and the storageclass that "
                    + "provisions the pvc must support resize");
        }
    }

    private static boolean grows(ObjectNode old, ObjectNode claim) {
        @Nullable
        Quantity before = size(old);
        @Nullable
        Quantity after = size(claim);
        return before != null && after != null && after.compareTo(before) > 0;
    }

    private static @Nullable Quantity size(ObjectNode claim) {
        return Quantity.at(Trees.at(claim, "spec", "resources", "requests", "storage"));
    }
}
