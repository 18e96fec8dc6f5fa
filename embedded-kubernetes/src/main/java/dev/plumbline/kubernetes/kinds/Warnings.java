package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What the server warns of though it accepts it (pkg/api/pod/warnings.go and the kinds' strategies).
final class Warnings {
    private static final Map<String, String> OLD_LABELS = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region", "deprecated since v1.17; use "
                    + "\"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone", "deprecated since v1.17; use "
                    + "\"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type", "deprecated since v1.17; use "
                    + "\"node.kubernetes.io/instance-type\" instead");
    private static final List<String> BYTES = List.of("memory", "ephemeral-storage");

    private Warnings() {
    }

    /// Of a workload, whose template is looked at when it is new or changed, and whose name when it is new.
    static List<String> workload(ObjectNode workload, @Nullable ObjectNode old, String... template) {
        List<String> warnings = new ArrayList<>();
        if (old == null) {
            name(workload, "Pod names and hostnames", warnings);
        }
        if (old == null || !old.path("spec").equals(workload.path("spec"))) {
            pod(Trees.at(workload, template), String.join(".", template), warnings);
        }
        return warnings;
    }

    static List<String> pod(ObjectNode pod, @Nullable ObjectNode old) {
        List<String> warnings = new ArrayList<>();
        if (old == null) {
            name(pod, "the Pod's hostname", warnings);
        }
        if (old == null || !old.path("spec").equals(pod.path("spec"))) {
            pod(pod, "", warnings);
        }
        return warnings;
    }

    private static void name(ObjectNode object, String use, List<String> warnings) {
        String name = Trees.text(object, "metadata", "name");
        List<String> complaints = NameRules.check(NameRule.DNS_LABEL, name, false);
        if (!name.isEmpty() && !complaints.isEmpty()) {
            warnings.add("metadata.name: this is used in " + use + ", which can result in surprising behavior; a DNS "
                    + "label is recommended: " + complaints);
        }
    }

    private static void pod(JsonNode pod, String path, List<String> warnings) {
        String spec = path.isEmpty() ? "spec" : path + ".spec";
        JsonNode body = pod.path("spec");
        for (String label : SharedChecks.names(body.path("nodeSelector"))) {
            String advice = OLD_LABELS.get(label);
            if (advice != null) {
                warnings.add(spec + ".nodeSelector[" + label + "]: " + advice);
            }
        }
        for (int i = 0; i < body.path("topologySpreadConstraints").size(); i++) {
            if (!body.path("topologySpreadConstraints").get(i).has("labelSelector")) {
                warnings.add(spec + ".topologySpreadConstraints[" + i
                        + "].labelSelector: a null labelSelector results in matching no pod");
            }
        }
        for (int i = 0; i < body.path("volumes").size(); i++) {
            if (body.path("volumes").get(i).has("gitRepo")) {
                warnings.add(spec + ".volumes[" + i
                        + "].gitRepo: deprecated in v1.11, and disabled by default in v1.33+");
            }
        }
        for (String list : List.of("initContainers", "containers")) {
            for (int i = 0; i < body.path(list).size(); i++) {
                container(body.path(list).get(i), spec + "." + list + "[" + i + "]", warnings);
            }
        }
        duplicatePorts(body, spec, warnings);
        grace(body, spec, warnings);
    }

    private static void grace(JsonNode body, String spec, List<String> warnings) {
        if (body.path("terminationGracePeriodSeconds").asInt() < 0) {
            warnings.add(spec + ".terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be "
                    + "treated as 1");
        }
    }

    private static void container(JsonNode container, String path, List<String> warnings) {
        for (String list : List.of("limits", "requests")) {
            JsonNode amounts = container.path("resources").path(list);
            for (String name : BYTES) {
                Quantity quantity = Quantity.at(amounts.path(name));
                if (quantity != null && !quantity.isWhole()) {
                    warnings.add(path + ".resources." + list + "[" + name + "]: fractional byte value \""
                            + amounts.path(name).asText() + "\" is invalid, must be an integer");
                }
            }
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < container.path("env").size(); i++) {
            String name = container.path("env").get(i).path("name").asText();
            if (!names.add(name)) {
                warnings.add(path + ".env[" + i + "]: hides previous definition of \"" + name
                        + "\", which may be dropped when using apply");
            }
        }
    }

    private static void duplicatePorts(JsonNode body, String spec, List<String> warnings) {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < body.path("containers").size(); i++) {
            JsonNode ports = body.path("containers").get(i).path("ports");
            for (int j = 0; j < ports.size(); j++) {
                String place = spec + ".containers[" + i + "].ports[" + j + "]";
                JsonNode port = ports.get(j);
                String identity = port.path("containerPort").asText() + "/" + port.path("protocol").asText() + "/"
                        + port.path("hostPort").asText() + "/" + port.path("hostIP").asText();
                String earlier = seen.putIfAbsent(identity, place);
                if (earlier != null) {
                    warnings.add(place + ": duplicate port definition with " + earlier);
                }
            }
        }
    }

    static List<String> ingress(ObjectNode ingress, @Nullable ObjectNode old) {
        boolean isOld = Trees.at(ingress, "metadata", "annotations").has("kubernetes.io/ingress.class");
        return old == null && isOld
                ? List.of("annotation \"kubernetes.io/ingress.class\" is deprecated, please use "
                        + "'spec.ingressClassName' instead")
                : List.of();
    }
}
