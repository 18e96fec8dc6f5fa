package dev.plumbline.kubernetes.controllers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ApiClient;
import dev.plumbline.kubernetes.client.Change;
import dev.plumbline.kubernetes.client.ResourceClient;
import dev.plumbline.kubernetes.kinds.Quantity;
import dev.plumbline.kubernetes.kinds.Trees;

/// Binds claims to volumes (pkg/controller/volume/persistentvolume) and lets both go when they are no longer used.
///
/// A claim that names no storage class gets a volume made for it, as a laptop's cluster with a default class would do;
/// one that names a class waits for a volume of that class.
final class VolumeBinder implements Controller {
    private final ResourceClient volumes;
    private final ResourceClient claims;
    private final Loop<Key> loop = new Loop<>("persistentvolume-binder", this::reconcile);

    VolumeBinder(ApiClient client) {
        this.volumes = client.resource("", "persistentvolumes");
        this.claims = client.resource("", "persistentvolumeclaims");
    }

    @Override
    public List<AutoCloseable> start() {
        return List.of(volumes.watch(this::volumeChanged), claims.watch(this::claimChanged), loop.start());
    }

    private void claimChanged(Change change) {
        loop.add(Key.of(change.ref()));
        String volume = Trees.text(change.object(), "spec", "volumeName");
        if (change.type() == Change.Type.DELETED && !volume.isEmpty()) {
            loop.add(new Key("", volume));
        }
    }

    private void volumeChanged(Change change) {
        loop.add(Key.of(change.ref()));
        if (change.type() == Change.Type.ADDED) {
            claims.list("").stream().filter(claim -> !isBound(claim)).forEach(claim -> loop.add(Key.of(claim)));
        }
    }

    private static boolean isBound(JsonNode object) {
        return Trees.text(object, "status", "phase").equals("Bound");
    }

    private void reconcile(Key key) {
        if (key.namespace().isEmpty()) {
            volumes.find("", key.name()).ifPresent(this::keepVolume);
        } else {
            claims.find(key.namespace(), key.name()).ifPresent(this::bind);
        }
    }

    private void keepVolume(ObjectNode volume) {
        JsonNode claim = Trees.at(volume, "spec", "claimRef");
        Optional<ObjectNode> claimed = claim.isMissingNode()
                ? Optional.empty()
                : claims.find(claim.path("namespace").asText(), claim.path("name").asText());
        boolean isTaken = claimed.filter(found -> Objects.uid(found).equals(claim.path("uid").asText())).isPresent();
        String phase = Trees.text(volume, "status", "phase");
        if (Objects.isBeingDeleted(volume)) {
            if (!isTaken) {
                unprotect(volumes, volume, "kubernetes.io/pv-protection");
            }
        } else if (claim.path("uid").asText("").isEmpty()) {
            if (phase.equals("Pending")) {
                setPhase(volume, "Available");
            }
        } else if (!isTaken && phase.equals("Bound")) {
            setPhase(volume, "Released");
            if (Trees.text(volume, "spec", "persistentVolumeReclaimPolicy").equals("Delete")) {
                volumes.delete("", Objects.name(volume), dev.plumbline.kubernetes.client.DeleteOptions.DEFAULT);
            }
        }
    }

    private static void unprotect(ResourceClient resource, ObjectNode object, String finalizer) {
        resource.modify(Objects.namespace(object), Objects.name(object),
                changed -> Objects.withoutFinalizer(changed, finalizer));
    }

    private void setPhase(ObjectNode volume, String phase) {
        volumes.modifyStatus("", Objects.name(volume), changed -> {
            Trees.object(changed, "status").put("phase", phase).put("lastPhaseTransitionTime", Objects.now());
            return changed;
        });
    }

    private void bind(ObjectNode claim) {
        if (Objects.isBeingDeleted(claim)) {
            unprotect(claims, claim, "kubernetes.io/pvc-protection");
        } else if (!isBound(claim)) {
            volumeFor(claim).or(() -> made(claim)).ifPresent(volume -> bind(claim, volume));
        }
    }

    private Optional<ObjectNode> volumeFor(ObjectNode claim) {
        return volumes.list("").stream().filter(volume -> fits(volume, claim))
                .min(Comparator.comparing(VolumeBinder::capacity).thenComparing(Objects::name));
    }

    private static Quantity capacity(JsonNode volume) {
        return Quantity.of(Trees.at(volume, "spec", "capacity", "storage").asText("0"));
    }

    private static boolean fits(ObjectNode volume, ObjectNode claim) {
        JsonNode reference = Trees.at(volume, "spec", "claimRef");
        boolean isReserved = reference.path("name").asText("").equals(Objects.name(claim))
                && reference.path("namespace").asText("").equals(Objects.namespace(claim));
        String wanted = Trees.text(claim, "spec", "volumeName");
        Quantity size = Quantity.of(Trees.at(claim, "spec", "resources", "requests", "storage").asText("0"));
        return (reference.isMissingNode() || isReserved) && !Objects.isBeingDeleted(volume)
                && (wanted.isEmpty() || wanted.equals(Objects.name(volume)))
                && Trees.text(volume, "spec", "storageClassName").equals(Trees.text(claim, "spec", "storageClassName"))
                && capacity(volume).compareTo(size) >= 0
                && Trees.texts(Trees.at(volume, "spec", "accessModes"))
                        .containsAll(Trees.texts(Trees.at(claim, "spec", "accessModes")))
                && Objects.selects(Trees.at(claim, "spec", "selector"), Objects.labels(volume));
    }

    private Optional<ObjectNode> made(ObjectNode claim) {
        boolean mayMake = !claim.path("spec").has("storageClassName")
                && Trees.text(claim, "spec", "volumeName").isEmpty();
        if (!mayMake) {
            return Optional.empty();
        }
        ObjectNode volume = JsonNodeFactory.instance.objectNode();
        String name = "pvc-" + Objects.uid(claim);
        volume.putObject("metadata").put("name", name);
        ObjectNode spec = volume.putObject("spec").put("persistentVolumeReclaimPolicy", "Delete");
        spec.putObject("capacity").set("storage", Trees.at(claim, "spec", "resources", "requests", "storage"));
        spec.set("accessModes", Trees.at(claim, "spec", "accessModes").deepCopy());
        spec.putObject("hostPath").put("path", "/var/lib/plumbline/" + name);
        return Optional.of(volumes.create(volume));
    }

    private void bind(ObjectNode claim, ObjectNode volume) {
        volumes.modify("", Objects.name(volume), changed -> {
            Trees.object(Trees.object(changed, "metadata"), "annotations").put("pv.kubernetes.io/bound-by-controller",
                    "yes");
            Trees.object(changed, "spec").putObject("claimRef").put("kind", "PersistentVolumeClaim")
                    .put("namespace", Objects.namespace(claim)).put("name", Objects.name(claim))
                    .put("uid", Objects.uid(claim)).put("apiVersion", "v1")
                    .put("resourceVersion", Trees.text(claim, "metadata", "resourceVersion"));
            return changed;
        });
        setPhase(volume, "Bound");
        claims.modify(Objects.namespace(claim), Objects.name(claim), changed -> {
            Trees.object(Trees.object(changed, "metadata"), "annotations").put("pv.kubernetes.io/bind-completed", "yes")
                    .put("pv.kubernetes.io/bound-by-controller", "yes");
            Trees.object(changed, "spec").put("volumeName", Objects.name(volume));
            return changed;
        });
        claims.modifyStatus(Objects.namespace(claim), Objects.name(claim), changed -> {
            ObjectNode status = Trees.object(changed, "status").put("phase", "Bound");
            status.set("accessModes", Trees.at(volume, "spec", "accessModes").deepCopy());
            status.set("capacity", Trees.at(volume, "spec", "capacity").deepCopy());
            return changed;
        });
    }
}
