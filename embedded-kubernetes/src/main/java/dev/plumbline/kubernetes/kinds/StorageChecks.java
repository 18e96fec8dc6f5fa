package dev.plumbline.kubernetes.kinds;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What volumes, claims and storage classes must fulfil.
final class StorageChecks {
    private static final String[] ACCESS_MODES = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce",
            "ReadWriteOncePod"};

    private StorageChecks() {
    }

    static void claim(Field claim) {
        Field spec = claim.at("spec");
        if (spec.at("accessModes").value().isEmpty()) {
            spec.at("accessModes").missing("at least 1 access mode is required");
        }
        accessModes(spec.at("accessModes"));
        storage(spec.at("resources", "requests"), spec.at("resources"));
        spec.at("storageClassName").matches(name -> name.isEmpty() ? List.of() : NameRules.subdomain(name));
        spec.at("volumeMode").oneOf("Block", "Filesystem");
        SharedChecks.selector(spec.at("selector"));
    }

    private static void accessModes(Field modes) {
        modes.each(mode -> {
            if (!List.of(ACCESS_MODES).contains(mode.text())) {
                modes.as(mode.value()).unsupported(List.of(ACCESS_MODES));
            }
        });
    }

    private static void storage(Field amounts, Field shownAt) {
        Quantity storage = Quantity.at(amounts.value().path("storage"));
        if (storage == null) {
            shownAt.key("storage").missing("");
        } else if (storage.value().signum() <= 0) {
            shownAt.key("storage").as(amounts.value().path("storage")).invalid("must be greater than zero");
        }
    }

    static void claimUpdate(Field claim, ObjectNode old) {
        ObjectNode now = claim.value().path("spec").deepCopy();
        ObjectNode before = old.path("spec").deepCopy();
        if (before.path("volumeName").asText("").isEmpty()) {
            now.remove("volumeName");
            before.remove("volumeName");
        }
        for (ObjectNode spec : List.of(now, before)) {
            spec.remove("volumeAttributesClassName");
            Trees.object(spec, "resources").remove("requests");
        }
        if (!now.equals(before)) {
            claim.at("spec").forbidden("spec is immutable after creation except resources.requests and "
                    + "volumeAttributesClassName for bound claims\n" + StructDiff.of(before, now));
        }
        Quantity size = Quantity.at(Trees.at(claim.value(), "spec", "resources", "requests", "storage"));
        Quantity had = Quantity.at(Trees.at(old, "spec", "resources", "requests", "storage"));
        if (size != null && had != null && size.compareTo(had) < 0) {
            claim.at("spec", "resources", "requests", "storage").forbidden(
                    "field can not be less than status.capacity");
        }
    }

    static void volume(Field volume) {
        Field spec = volume.at("spec");
        if (spec.at("accessModes").value().isEmpty()) {
            spec.at("accessModes").missing("");
        }
        accessModes(spec.at("accessModes"));
        if (spec.at("capacity").value().isEmpty()) {
            spec.at("capacity").missing("");
        } else {
            storage(spec.at("capacity"), spec.at("capacity"));
        }
        spec.at("persistentVolumeReclaimPolicy").oneOf("Delete", "Recycle", "Retain");
        spec.at("volumeMode").oneOf("Block", "Filesystem");
        VolumeChecks.source(spec);
    }

    static void volumeUpdate(Field volume, ObjectNode old) {
        ObjectNode now = VolumeChecks.sourceOf(volume.value().path("spec"));
        ObjectNode before = VolumeChecks.sourceOf(old.path("spec"));
        if (!now.equals(before)) {
            volume.at("spec", "persistentvolumesource").forbidden("spec.persistentvolumesource is immutable after "
                    + "creation\n" + StructDiff.of(before, now));
        }
        volume.at("spec", "volumeMode").immutable(Trees.at(old, "spec", "volumeMode"));
    }

    static void storageClass(Field storageClass) {
        storageClass.at("provisioner").required();
        storageClass.at("reclaimPolicy").oneOf("Delete", "Retain");
        storageClass.at("volumeBindingMode").oneOf("Immediate", "WaitForFirstConsumer");
    }

    static void storageClassUpdate(Field storageClass, ObjectNode old) {
        for (String field : List.of("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode")) {
            if (!storageClass.value().path(field).equals(old.path(field))) {
                storageClass.at(field).forbidden("updates to " + field + " are forbidden.");
            }
        }
    }
}
