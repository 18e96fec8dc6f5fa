package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of settings, namespaces, nodes, volumes and records.
final class CoreTables {
    private static final String NONE = "<none>";
    private static final String UNSET = "<unset>";
    private static final Map<String, String> MODES = Map.of("ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX",
            "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");

    static final Table CONFIG_MAP = Table.named().value("Data",
            map -> IntNode.valueOf(map.path("data").size() + map.path("binaryData").size())).age();
    static final Table SECRET = Table.named()
            .value("Type", secret -> secret.path("type"))
            .value("Data", secret -> IntNode.valueOf(secret.path("data").size())).age();
    static final Table SERVICE_ACCOUNT = Table.named().age();
    static final Table NAMESPACE = Table.named().path("Status", "", "status", "phase").age();
    static final Table LEASE = Table.named().path("Holder", "", "spec", "holderIdentity").age();
    static final Table QUOTA = Table.named().text("Request", quota -> quota(quota, false))
            .text("Limit", quota -> quota(quota, true)).age();
    static final Table EVENT = Table.empty().text("Last Seen", CoreTables::lastSeen).path("Type", "", "type")
            .path("Reason", "", "reason").text("Object", CoreTables::subject)
            .wide().text("Subobject", event -> Trees.text(about(event), "fieldPath"))
            .text("Source", CoreTables::source).shown().text("Message", CoreTables::message)
            .wide().text("First Seen", CoreTables::firstSeen).value("Count", CoreTables::count).nameText();
    static final Table NODE = Table.named().text("Status", CoreTables::nodeStatus).text("Roles", CoreTables::roles)
            .age().path("Version", "", "status", "nodeInfo", "kubeletVersion")
            .wide().text("Internal-IP", node -> address(node, "InternalIP"))
            .text("External-IP", node -> address(node, "ExternalIP"))
            .path("OS-Image", "<unknown>", "status", "nodeInfo", "osImage")
            .text("Kernel-Version", CoreTables::kernel)
            .path("Container-Runtime", "<unknown>", "status", "nodeInfo", "containerRuntimeVersion");
    static final Table VOLUME = Table.named().path("Capacity", "", "spec", "capacity", "storage")
            .text("Access Modes", volume -> modes(Trees.at(volume, "spec", "accessModes")))
            .path("Reclaim Policy", "", "spec", "persistentVolumeReclaimPolicy")
            .text("Status", CoreTables::phase).text("Claim", CoreTables::claim)
            .path("StorageClass", "", "spec", "storageClassName")
            .path("VolumeAttributesClass", UNSET, "spec", "volumeAttributesClassName")
            .path("Reason", "", "status", "reason").age()
            .wide().path("VolumeMode", UNSET, "spec", "volumeMode");
    static final Table CLAIM = Table.named().text("Status", CoreTables::phase)
            .path("Volume", "", "spec", "volumeName").text("Capacity", CoreTables::claimed)
            .text("Access Modes", CoreTables::claimedModes).path("StorageClass", "", "spec", "storageClassName")
            .path("VolumeAttributesClass", UNSET, "spec", "volumeAttributesClassName").age()
            .wide().path("VolumeMode", UNSET, "spec", "volumeMode");

    private CoreTables() {
    }

    private static String quota(ObjectNode quota, boolean limits) {
        List<String> parts = new ArrayList<>();
        JsonNode hard = Trees.at(quota, "status", "hard");
        for (String name : SharedChecks.names(hard)) {
            if (name.startsWith("limits.") == limits) {
                String used = Trees.text(quota, "status", "used", name);
                parts.add(name + ": " + (used.isEmpty() ? "0" : used) + "/" + hard.path(name).asText());
            }
        }
        return String.join(", ", parts);
    }

    private static JsonNode about(JsonNode event) {
        return event.has("regarding") ? event.path("regarding") : event.path("involvedObject");
    }

    private static String subject(ObjectNode event) {
        JsonNode about = about(event);
        String kind = about.path("kind").asText("").toLowerCase(java.util.Locale.ROOT);
        return about.path("name").asText("").isEmpty() ? kind : kind + "/" + about.path("name").asText();
    }

    private static String message(ObjectNode event) {
        return event.path("message").asText(event.path("note").asText("")).strip();
    }

    private static String source(ObjectNode event) {
        JsonNode source = event.has("deprecatedSource") ? event.path("deprecatedSource") : event.path("source");
        String component = source.path("component").asText("");
        if (component.isEmpty()) {
            component = event.path("reportingComponent").asText(event.path("reportingController").asText(""));
        }
        String host = source.path("host").asText(event.path("reportingInstance").asText(""));
        return host.isEmpty() ? component : component + ", " + host;
    }

    private static String firstSeen(ObjectNode event) {
        String first = event.path("firstTimestamp").asText(event.path("deprecatedFirstTimestamp").asText(""));
        return Ages.since(first.isEmpty() || first.equals("null") ? event.path("eventTime").asText("") : first);
    }

    private static String lastSeen(ObjectNode event) {
        String series = Trees.text(event, "series", "lastObservedTime");
        String last = event.path("lastTimestamp").asText(event.path("deprecatedLastTimestamp").asText(""));
        if (!series.isEmpty()) {
            return Ages.since(series);
        }
        return last.isEmpty() || last.equals("null") ? firstSeen(event) : Ages.since(last);
    }

    private static JsonNode count(ObjectNode event) {
        int count = event.path("count").asInt(event.path("deprecatedCount").asInt(0));
        int series = Trees.at(event, "series", "count").asInt();
        return IntNode.valueOf(Math.max(1, series > 0 ? series : count));
    }

    private static String nodeStatus(ObjectNode node) {
        String status = "Unknown";
        for (JsonNode condition : Trees.at(node, "status", "conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                status = condition.path("status").asText().equals("True") ? "Ready" : "NotReady";
            }
        }
        return Trees.at(node, "spec", "unschedulable").asBoolean() ? status + ",SchedulingDisabled" : status;
    }

    private static String roles(ObjectNode node) {
        TreeSet<String> roles = new TreeSet<>();
        for (Map.Entry<String, JsonNode> label : Trees.at(node, "metadata", "labels").properties()) {
            String prefix = "node-role.kubernetes.io/";
            if (label.getKey().startsWith(prefix) && label.getKey().length() > prefix.length()) {
                roles.add(label.getKey().substring(prefix.length()));
            } else if (label.getKey().equals("kubernetes.io/role") && !label.getValue().asText().isEmpty()) {
                roles.add(label.getValue().asText());
            }
        }
        return roles.isEmpty() ? NONE : String.join(",", roles);
    }

    private static String address(JsonNode node, String type) {
        for (JsonNode address : Trees.at(node, "status", "addresses")) {
            if (address.path("type").asText().equals(type)) {
                return address.path("address").asText();
            }
        }
        return NONE;
    }

    private static String kernel(ObjectNode node) {
        String kernel = Trees.text(node, "status", "nodeInfo", "kernelVersion");
        String architecture = Trees.text(node, "status", "nodeInfo", "architecture");
        if (kernel.isEmpty()) {
            return "<unknown>";
        }
        return architecture.isEmpty() ? kernel : kernel + " (" + architecture + ")";
    }

    private static String modes(JsonNode modes) {
        return String.join(",", Trees.texts(modes).stream().map(mode -> MODES.getOrDefault(mode, mode)).toList());
    }

    private static String phase(ObjectNode object) {
        boolean isGoing = object.path("metadata").hasNonNull("deletionTimestamp");
        return isGoing ? "Terminating" : Trees.text(object, "status", "phase");
    }

    private static String claim(ObjectNode volume) {
        JsonNode reference = Trees.at(volume, "spec", "claimRef");
        return reference.isMissingNode()
                ? ""
                : reference.path("namespace").asText() + "/" + reference.path("name").asText();
    }

    private static boolean isBound(ObjectNode claim) {
        return !Trees.text(claim, "spec", "volumeName").isEmpty();
    }

    private static String claimed(ObjectNode claim) {
        return isBound(claim) ? Trees.text(claim, "status", "capacity", "storage") : "";
    }

    private static String claimedModes(ObjectNode claim) {
        return isBound(claim) ? modes(Trees.at(claim, "status", "accessModes")) : "";
    }
}
