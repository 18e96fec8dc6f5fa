package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the volumes of a Pod, and volumes of their own, must fulfil.
final class VolumeChecks {
    private static final List<String> SOURCES = List.of("emptyDir", "hostPath", "gitRepo", "gcePersistentDisk",
            "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "persistentVolumeClaim", "rbd", "flexVolume",
            "cinder", "cephfs", "flocker", "downwardAPI", "fc", "configMap", "azureFile", "vsphereVolume", "quobyte",
            "azureDisk", "storageos", "projected", "portworxVolume", "scaleIO", "csi", "ephemeral", "image", "local",
            "photonPersistentDisk");

    private static final List<String> PROJECTED = List.of("secret", "configMap", "downwardAPI",
            "serviceAccountToken", "clusterTrustBundle", "podCertificate");

    private VolumeChecks() {
    }

    /// Checks a Pod's volumes and notes their names.
    static void volumes(Field volumes, Set<String> names) {
        volumes.each(volume -> {
            Field name = volume.at("name");
            name.requiredMatch(Texts::label);
            if (!names.add(name.text()) && name.isSet()) {
                name.duplicate();
            }
            source(volume);
        });
    }

    /// Exactly one source, with what it needs.
    static void source(Field volume) {
        if (!(volume.value() instanceof ObjectNode object)) {
            return;
        }
        List<String> sources = SharedChecks.set(object, SOURCES);
        if (sources.isEmpty()) {
            volume.missing("must specify a volume type");
        }
        sources.stream().skip(1).forEach(source -> volume.at(source)
                .forbidden("may not specify more than 1 volume type"));
        if (sources.isEmpty()) {
            return;
        }
        Field source = volume.at(sources.getFirst());
        switch (sources.getFirst()) {
            case "hostPath" -> path(source);
            case "secret" -> {
                source.at("secretName").required();
                mode(source);
            }
            case "configMap" -> {
                source.at("name").required();
                mode(source);
            }
            case "persistentVolumeClaim" -> source.at("claimName").required();
            case "nfs" -> {
                source.at("server").required();
                source.at("path").required();
            }
            case "emptyDir" -> size(source.at("sizeLimit"));
            case "projected" -> projected(source);
            case "csi" -> source.at("driver").required();
            case "gitRepo" -> source.at("repository").required();
            default -> {
            }
        }
    }

    /// The part of a volume's spec that says where its data are.
    static ObjectNode sourceOf(JsonNode spec) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        SOURCES.stream().filter(spec::has).forEach(name -> source.set(name, spec.get(name)));
        return source;
    }

    private static void path(Field hostPath) {
        hostPath.at("path").required();
        if (List.of(hostPath.at("path").text().split("/", -1)).contains("..")) {
            hostPath.at("path").invalid("must not contain '..'");
        }
        hostPath.at("type").oneOf("", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File",
                "FileOrCreate", "Socket");
    }

    private static void size(Field limit) {
        Quantity quantity = Quantity.at(limit.value());
        if (quantity != null && quantity.isNegative()) {
            limit.forbidden("SizeLimit field must be a valid resource quantity");
        }
    }

    private static void projected(Field volume) {
        mode(volume);
        volume.at("sources").each(source -> {
            List<String> kinds = source.value() instanceof ObjectNode object
                    ? SharedChecks.set(object, PROJECTED)
                    : List.of();
            kinds.stream().skip(1).forEach(kind -> source.at(kind)
                    .forbidden("may not specify more than 1 volume type"));
            for (String kind : List.of("secret", "configMap")) {
                source.at(kind).ifPresent(reference -> {
                    reference.at("name").required();
                    items(reference);
                });
            }
            source.at("serviceAccountToken").ifPresent(token -> token.at("path").required());
        });
    }

    private static void mode(Field source) {
        int highest = 0777;
        int mode = source.at("defaultMode").value().asInt();
        if (mode < 0 || mode > highest) {
            source.at("defaultMode").invalid("must be a number between 0 and 0777 (octal), both inclusive");
        }
        items(source);
    }

    private static void items(Field source) {
        source.at("items").each(item -> {
            item.at("key").required();
            item.at("path").required();
            item.at("path").matches(Texts::descendingPath);
            if (item.at("path").text().startsWith("..") && !item.at("path").text().startsWith("../")) {
                item.at("path").invalid("must not start with '..'");
            }
        });
    }
}
