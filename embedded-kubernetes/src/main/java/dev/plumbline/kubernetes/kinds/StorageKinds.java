package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Volumes, claims and what describes them.
final class StorageKinds {
    private static final String STORAGE = "storage.k8s.io";

    private StorageKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("", "PersistentVolume",
                new Rules().table(CoreTables.VOLUME).defaults(OtherDefaults.VOLUME).check(StorageChecks::volume)
                        .checkUpdate(StorageChecks::volumeUpdate).onCreate(StorageKinds::phase));
        kinds.add("", "PersistentVolumeClaim",
                new Rules().table(CoreTables.CLAIM).defaults(OtherDefaults.CLAIM).check(StorageChecks::claim)
                        .checkUpdate(StorageChecks::claimUpdate)
                        .onCreate(claim -> claim.putObject("status").put("phase", "Pending")));
        kinds.add(STORAGE, "StorageClass",
                new Rules().table(PolicyTables.STORAGE_CLASS).defaults(OtherDefaults.STORAGE_CLASS)
                        .check(StorageChecks::storageClass).checkUpdate(StorageChecks::storageClassUpdate));
        kinds.add(STORAGE, "CSINode", new Rules().table(PolicyTables.CSI_NODE));
        kinds.add(STORAGE, "VolumeAttachment", new Rules().table(PolicyTables.ATTACHMENT));
        kinds.add("node.k8s.io", "RuntimeClass", new Rules().table(PolicyTables.RUNTIME_CLASS));
        kinds.add(STORAGE, "VolumeAttributesClass", new Rules().table(ClusterTables.VOLUME_ATTRIBUTES));
        kinds.add(STORAGE, "CSIStorageCapacity", new Rules().table(ClusterTables.STORAGE_CAPACITY));
        kinds.add(STORAGE, "CSIDriver", new Rules().table(PolicyTables.CSI_DRIVER).defaults(OtherDefaults.CSI_DRIVER));
    }

    private static void phase(ObjectNode volume) {
        String now = java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
        volume.putObject("status").put("phase", "Pending").put("lastPhaseTransitionTime", now);
    }
}
