package dev.plumbline.kubernetes.quota;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.kinds.Trees;

/// Claims and the storage they request, in all and for each StorageClass.
final class ClaimUsage implements Usage {
    private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
    private static final String CLAIMS = "persistentvolumeclaims";
    private static final String STORAGE = "requests.storage";
    private static final Set<String> NAMES = Set.of("count/" + CLAIMS, CLAIMS, STORAGE);

    @Override
    public boolean changesOnUpdate() {
        return true;
    }

    @Override
    public Collection<String> matching(Collection<String> names) {
        Collection<String> matching = new TreeSet<>(names);
        matching.removeIf(name -> !NAMES.contains(name) && !name.endsWith(OF_CLASS + CLAIMS)
                && !name.endsWith(OF_CLASS + STORAGE));
        return matching;
    }

    @Override
    public Amounts of(JsonNode claim) {
        String storageClass = Trees.text(claim, "spec", "storageClassName");
        Amounts amounts = Amounts.of(CLAIMS, ONE).with("count/" + CLAIMS, ONE);
        if (!storageClass.isEmpty()) {
            amounts = amounts.with(storageClass + OF_CLASS + CLAIMS, ONE);
        }
        @Nullable
        Quantity storage = Quantity.at(Trees.at(claim, "spec", "resources", "requests", "storage"));
        if (storage != null) {
            amounts = amounts.with(STORAGE, storage.roundedUp());
            if (!storageClass.isEmpty()) {
                amounts = amounts.with(storageClass + OF_CLASS + STORAGE, storage.roundedUp());
            }
        }
        return amounts;
    }

    @Override
    public boolean isIn(Scope scope, JsonNode claim) {
        String attributes = Trees.text(claim, "spec", "volumeAttributesClassName");
        return scope.name().equals("VolumeAttributesClass") && scope.fits(attributes.isEmpty() ? null : attributes);
    }
}
