package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// What kubectl shows of scaling, disruption, access and the kinds of the cluster itself.
final class PolicyTables {
    private static final String NONE = "<none>";
    private static final String UNKNOWN = "<unknown>";
    private static final String UNSET = "<unset>";
    private static final int SHOWN_METRICS = 2;

    static final Table SCALER = Table.named().text("Reference", PolicyTables::reference)
            .text("Targets", PolicyTables::targets).text("MinPods", scaler -> orUnset(scaler, "spec", "minReplicas"))
            .countAsText("MaxPods", "spec", "maxReplicas").countAsText("Replicas", "status", "currentReplicas").age();
    static final Table DISRUPTION_BUDGET = Table.named()
            .text("Min Available", budget -> orNotApplicable(budget, "minAvailable"))
            .text("Max Unavailable", budget -> orNotApplicable(budget, "maxUnavailable"))
            .count("Allowed Disruptions", "status", "disruptionsAllowed").age();
    static final Table PRIORITY_CLASS = Table.named().count("Value", "value")
            .flag("Global-Default", priority -> priority.path("globalDefault").asBoolean()).age()
            .path("PreemptionPolicy", "", "preemptionPolicy");
    static final Table ROLE_BINDING = Table.named()
            .text("Role", binding -> Trees.text(binding, "roleRef", "kind") + "/"
                    + Trees.text(binding, "roleRef", "name"))
            .age()
            .wide().text("Users", binding -> subjects(binding, "User"))
            .text("Groups", binding -> subjects(binding, "Group"))
            .text("ServiceAccounts", binding -> subjects(binding, "ServiceAccount"));
    static final Table SIGNING_REQUEST = Table.named().age().path("SignerName", NONE, "spec", "signerName")
            .path("Requestor", "", "spec", "username").text("RequestedDuration", PolicyTables::requestedDuration)
            .text("Condition", PolicyTables::condition);
    static final Table STORAGE_CLASS = Table.named("storageclass.kubernetes.io/is-default-class")
            .path("Provisioner", "", "provisioner")
            .path("ReclaimPolicy", "Delete", "reclaimPolicy")
            .path("VolumeBindingMode", "Immediate", "volumeBindingMode")
            .value("AllowVolumeExpansion",
                    storageClass -> BooleanNode.valueOf(storageClass.path("allowVolumeExpansion").asBoolean()))
            .age();
    static final Table RUNTIME_CLASS = Table.named().path("Handler", "", "handler").age();
    static final Table CSI_DRIVER = Table.named().flag("AttachRequired", driver -> flag(driver, "attachRequired", true))
            .flag("PodInfoOnMount", driver -> flag(driver, "podInfoOnMount", false))
            .flag("StorageCapacity", driver -> flag(driver, "storageCapacity", false))
            .text("TokenRequests", PolicyTables::tokenRequests)
            .flag("RequiresRepublish", driver -> flag(driver, "requiresRepublish", false))
            .text("Modes", driver -> String.join(",", Trees.texts(Trees.at(driver, "spec", "volumeLifecycleModes"))))
            .age();
    static final Table CSI_NODE = Table.named().number("Drivers", node -> Trees.at(node, "spec", "drivers").size())
            .age();
    static final Table ATTACHMENT = Table.named().path("Attacher", "", "spec", "attacher").declaredAs("string", "name")
            .path("PV", "", "spec", "source", "persistentVolumeName").path("Node", "", "spec", "nodeName")
            .flag("Attached", attachment -> Trees.at(attachment, "status", "attached").asBoolean())
            .age();
    static final Table WEBHOOKS = Table.named().number("Webhooks", configuration -> configuration.path("webhooks")
            .size()).age();
    static final Table PRIORITY_LEVEL = Table.named().path("Type", "", "spec", "type")
            .value("NominalConcurrencyShares", level -> limit(level, "nominalConcurrencyShares"))
            .value("Queues", level -> limit(level, "limitResponse", "queuing", "queues"))
            .value("HandSize", level -> limit(level, "limitResponse", "queuing", "handSize"))
            .value("QueueLengthLimit", level -> limit(level, "limitResponse", "queuing", "queueLengthLimit")).age();
    static final Table FLOW_SCHEMA = Table.named().path("PriorityLevel", "", "spec", "priorityLevelConfiguration",
            "name").countAsText("MatchingPrecedence", "spec", "matchingPrecedence")
            .path("DistinguisherMethod", NONE, "spec", "distinguisherMethod", "type").age()
            .text("MissingPL", PolicyTables::missingLevel);
    static final Table API_SERVICE = Table.named().text("Service", PolicyTables::service)
            .text("Available", PolicyTables::available).age();

    private PolicyTables() {
    }

    private static String orUnset(ObjectNode object, String... path) {
        return Trees.at(object, path).asText(UNSET);
    }

    private static String orNotApplicable(ObjectNode budget, String field) {
        return Trees.at(budget, "spec", field).asText("N/A");
    }

    private static boolean flag(ObjectNode driver, String field, boolean otherwise) {
        return Trees.at(driver, "spec", field).asBoolean(otherwise);
    }

    private static String reference(ObjectNode scaler) {
        return Trees.text(scaler, "spec", "scaleTargetRef", "kind") + "/"
                + Trees.text(scaler, "spec", "scaleTargetRef", "name");
    }

    private static String targets(ObjectNode scaler) {
        JsonNode metrics = Trees.at(scaler, "spec", "metrics");
        if (metrics.isEmpty()) {
            return NONE;
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN_METRICS, metrics.size()); i++) {
            shown.add(target(metrics.get(i), Trees.at(scaler, "status", "currentMetrics").path(i)));
        }
        String more = metrics.size() > SHOWN_METRICS ? " + " + (metrics.size() - SHOWN_METRICS) + " more..." : "";
        return String.join(", ", shown) + more;
    }

    private static String target(JsonNode metric, JsonNode current) {
        String type = metric.path("type").asText();
        String source = type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
        JsonNode target = metric.path(source).path("target");
        JsonNode now = current.path(source).path("current");
        String name = source.equals("resource") || source.equals("containerResource")
                ? metric.path(source).path("name").asText() + ": "
                : "";
        if (target.has("averageUtilization")) {
            String used = now.has("averageUtilization") ? now.path("averageUtilization").asText() + "%" : UNKNOWN;
            return name + used + "/" + target.path("averageUtilization").asText() + "%";
        }
        String field = target.has("averageValue") ? "averageValue" : "value";
        String average = field.equals("averageValue") && name.isEmpty() && !source.equals("pods") ? " (avg)" : "";
        return name + now.path(field).asText(UNKNOWN) + "/" + target.path(field).asText() + average;
    }

    private static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (subject.path("kind").asText().equals(kind)) {
                String namespace = subject.path("namespace").asText("");
                boolean isAccount = kind.equals("ServiceAccount");
                names.add((isAccount ? namespace + "/" : "") + subject.path("name").asText());
            }
        }
        return String.join(", ", names);
    }

    private static String requestedDuration(ObjectNode request) {
        JsonNode seconds = Trees.at(request, "spec", "expirationSeconds");
        return seconds.isNumber() ? Ages.text(java.time.Duration.ofSeconds(seconds.asLong())) : NONE;
    }

    private static String condition(ObjectNode request) {
        Set<String> types = new HashSet<>();
        Trees.at(request, "status", "conditions").forEach(condition -> types.add(condition.path("type").asText()));
        List<String> shown = new ArrayList<>();
        shown.add(types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending");
        if (types.contains("Failed")) {
            shown.add("Failed");
        }
        if (!Trees.text(request, "status", "certificate").isEmpty()) {
            shown.add("Issued");
        }
        return String.join(",", shown);
    }

    private static JsonNode limit(ObjectNode level, String... path) {
        JsonNode value = Trees.at(level.path("spec").path("limited"), path);
        return value.isNumber() ? value : TextNode.valueOf(NONE);
    }

    private static String tokenRequests(ObjectNode driver) {
        List<String> audiences = new ArrayList<>();
        Trees.at(driver, "spec", "tokenRequests").forEach(request -> audiences.add(request.path("audience").asText()));
        return audiences.isEmpty() ? UNSET : String.join(",", audiences);
    }

    private static String missingLevel(ObjectNode schema) {
        for (JsonNode condition : Trees.at(schema, "status", "conditions")) {
            if (condition.path("type").asText().equals("Dangling")) {
                return condition.path("status").asText();
            }
        }
        return "?";
    }

    private static String service(ObjectNode apiService) {
        JsonNode service = Trees.at(apiService, "spec", "service");
        return service.isObject()
                ? service.path("namespace").asText() + "/" + service.path("name").asText()
                : "Local";
    }

    private static String available(ObjectNode apiService) {
        for (JsonNode condition : Trees.at(apiService, "status", "conditions")) {
            if (condition.path("type").asText().equals("Available")) {
                return condition.path("status").asText();
            }
        }
        return "Unknown";
    }
}
