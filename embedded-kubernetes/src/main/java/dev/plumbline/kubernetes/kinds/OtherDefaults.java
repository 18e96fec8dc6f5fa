package dev.plumbline.kubernetes.kinds;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The defaults of the kinds that run nothing themselves (pkg/apis/GROUP/VERSION/defaults.go).
final class OtherDefaults {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Defaults LOAD_BALANCER_STATUS = Defaults.NONE.make("status", Defaults.NONE
            .make("loadBalancer"));

    static final Defaults SERVICE = Defaults.NONE.make("spec", Defaults.NONE.put("sessionAffinity", "None")
            .when(is("sessionAffinity", "ClientIP"), Defaults.NONE.make("sessionAffinityConfig", Defaults.NONE
                    .make("clientIP", Defaults.NONE.put("timeoutSeconds", 10_800))))
            .put("type", "ClusterIP")
            .each("ports", Defaults.NONE.put("protocol", "TCP").then(OtherDefaults::targetPort))
            .when(is("type", "NodePort").or(is("type", "LoadBalancer"))
                    .or(is("type", "ClusterIP").and(spec -> !spec.path("externalIPs").isEmpty())),
                    Defaults.NONE.put("externalTrafficPolicy",
                            "Cluster"))
            .when(is("type", "ExternalName").negate(), Defaults.NONE.put("internalTrafficPolicy", "Cluster"))
            .when(is("type", "LoadBalancer"), Defaults.NONE.put("allocateLoadBalancerNodePorts", true)))
            .then(LOAD_BALANCER_STATUS);

    static final Defaults NAMESPACE = Defaults.NONE.make("metadata", Defaults.NONE.then(OtherDefaults::nameLabel))
            .make("spec").make("status", Defaults.NONE.put("phase", "Active"));

    static final Defaults SECRET = Defaults.NONE.then(OtherDefaults::stringData).put("type", "Opaque");

    private static final Defaults VOLUME_SOURCE = Defaults.NONE.in("hostPath", Defaults.NONE
            .then(hostPath -> hostPath.putIfAbsent("type", hostPath.textNode(""))))
            .in("iscsi", Defaults.NONE.put("iscsiInterface", "default"))
            .in("rbd", Defaults.NONE.put("pool", "rbd").put("user", "admin").put("keyring", "/etc/ceph/keyring"));
    static final Defaults VOLUME = Defaults.NONE.make("spec", VOLUME_SOURCE.quantities("capacity")
            .put("persistentVolumeReclaimPolicy", "Retain").put("volumeMode", "Filesystem"))
            .make("status", Defaults.NONE.put("phase", "Pending"));
    static final Defaults CLAIM = Defaults.NONE.make("spec", PodDefaults.CLAIM_SPEC)
            .make("status", Defaults.NONE.put("phase", "Pending").quantities("capacity"));
    static final Defaults STORAGE_CLASS = Defaults.NONE.put("reclaimPolicy", "Delete")
            .put("volumeBindingMode", "Immediate");

    static final Defaults INGRESS = Defaults.NONE.make("spec").then(LOAD_BALANCER_STATUS);
    static final Defaults NETWORK_POLICY = Defaults.NONE.make("spec", Defaults.NONE
            .then(spec -> Trees.object(spec, "podSelector"))
            .each("ingress", Defaults.NONE.each("ports", Defaults.NONE.put("protocol", "TCP")))
            .each("egress", Defaults.NONE.each("ports", Defaults.NONE.put("protocol", "TCP")))
            .then(OtherDefaults::policyTypes));
    static final Defaults ENDPOINTS = Defaults.NONE.each("subsets", Defaults.NONE.each("ports", Defaults.NONE
            .put("protocol", "TCP")));
    static final Defaults ENDPOINT_SLICE = Defaults.NONE.each("endpoints", Defaults.NONE.make("conditions"))
            .then(slice -> List.of("endpoints", "ports").forEach(list -> slice.putIfAbsent(list, slice.nullNode())))
            .each("ports", Defaults.NONE
                    .then(port -> port.putIfAbsent("name", port.textNode(""))).put("protocol", "TCP"));

    static final Defaults DISRUPTION_BUDGET = Defaults.NONE.make("spec").make("status", Defaults.NONE
            .put("disruptionsAllowed", 0).put("currentHealthy", 0).put("desiredHealthy", 0).put("expectedPods", 0));
    static final Defaults PRIORITY_CLASS = Defaults.NONE.put("preemptionPolicy", "PreemptLowerPriority")
            .then(priority -> priority.putIfAbsent("value", priority.numberNode(0)));
    static final Defaults QUOTA = Defaults.NONE.make("spec", Defaults.NONE.quantities("hard"))
            .make("status", Defaults.NONE.quantities("hard").quantities("used"));
    static final Defaults LIMIT_RANGE = Defaults.NONE.make("spec", Defaults.NONE.each("limits", Defaults.NONE
            .quantities("max").quantities("min").quantities("default").quantities("defaultRequest")
            .quantities("maxLimitRequestRatio").when(is("type", "Container"), Defaults.NONE
                    .then(OtherDefaults::limitDefaults))));

    static final Defaults ROLE = Defaults.NONE.then(role -> {
        if (!role.has("rules")) {
            role.putNull("rules");
        }
    });
    static final Defaults ROLE_BINDING = Defaults.NONE.make("roleRef", Defaults.NONE.put("apiGroup", RBAC))
            .each("subjects", Defaults.NONE.when(is("kind", "User").or(is("kind", "Group")), Defaults.NONE
                    .put("apiGroup", RBAC)));

    static final Defaults NODE = Defaults.NONE.make("spec", Defaults.NONE.then(OtherDefaults::podRanges)).make("status",
            Defaults.NONE.quantities("capacity")
                    .quantities("allocatable")
                    .make("daemonEndpoints", Defaults.NONE.make("kubeletEndpoint", Defaults.NONE.put("Port", 0)))
                    .make("nodeInfo", Defaults.NONE.then(OtherDefaults::nodeInfo)));

    private static final Defaults WEBHOOK = Defaults.NONE.put("failurePolicy", "Fail").put("matchPolicy", "Equivalent")
            .make("namespaceSelector").make("objectSelector").put("timeoutSeconds", 10)
            .each("rules", Defaults.NONE.put("scope", "*"))
            .in("clientConfig", Defaults.NONE.in("service", Defaults.NONE.put("port", 443)));
    static final Defaults VALIDATING_WEBHOOKS = Defaults.NONE.each("webhooks", WEBHOOK);
    static final Defaults MUTATING_WEBHOOKS = Defaults.NONE.each("webhooks", WEBHOOK.put("reinvocationPolicy",
            "Never"));

    static final Defaults CSI_DRIVER = Defaults.NONE.make("spec", Defaults.NONE.put("attachRequired", true)
            .put("podInfoOnMount", false).put("fsGroupPolicy", "ReadWriteOnceWithFSType")
            .put("storageCapacity", false).put("requiresRepublish", false).put("seLinuxMount", false)
            .then(spec -> {
                if (!spec.has("volumeLifecycleModes")) {
                    spec.putArray("volumeLifecycleModes").add("Persistent");
                }
            }));

    private OtherDefaults() {
    }

    static Predicate<ObjectNode> is(String field, String value) {
        return object -> object.path(field).asText("").equals(value);
    }

    private static void targetPort(ObjectNode port) {
        JsonNode target = port.path("targetPort");
        boolean isUnset = !Trees.isSet(target) || (target.isNumber() && target.asInt() == 0);
        if (isUnset && port.has("port")) {
            port.set("targetPort", port.get("port"));
        }
    }

    private static void nameLabel(ObjectNode metadata) {
        String name = metadata.path("name").asText("");
        if (!name.isEmpty()) {
            Trees.object(metadata, "labels").put("kubernetes.io/metadata.name", name);
        }
    }

    private static void stringData(ObjectNode secret) {
        JsonNode plain = secret.remove("stringData");
        if (plain == null || plain.isEmpty()) {
            return;
        }
        ObjectNode data = Trees.object(secret, "data");
        for (Map.Entry<String, JsonNode> entry : plain.properties()) {
            byte[] value = entry.getValue().asText("").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            data.put(entry.getKey(), Base64.getEncoder().encodeToString(value));
        }
    }

    private static void policyTypes(ObjectNode spec) {
        if (Trees.isSet(spec.path("policyTypes"))) {
            return;
        }
        ArrayNode types = spec.putArray("policyTypes").add("Ingress");
        if (!spec.path("egress").isEmpty()) {
            types.add("Egress");
        }
    }

    /// `default` falls back to `max`, `defaultRequest` to `default`, then to `min`.
    private static void limitDefaults(ObjectNode limit) {
        fallBack(limit, "default", "max");
        fallBack(limit, "defaultRequest", "default");
        fallBack(limit, "defaultRequest", "min");
    }

    private static void fallBack(ObjectNode limit, String field, String source) {
        limit.path(source).properties().forEach(entry -> Trees.object(limit, field).putIfAbsent(entry.getKey(),
                entry.getValue()));
    }

    /// `podCIDR` is the old name of the first of `podCIDRs`; both are always served.
    private static void podRanges(ObjectNode spec) {
        String range = spec.path("podCIDR").asText("");
        if (!range.isEmpty() && !spec.path("podCIDRs").path(0).asText("").equals(range)) {
            spec.putArray("podCIDRs").add(range);
        }
    }

    private static void nodeInfo(ObjectNode info) {
        for (String field : java.util.List.of("machineID", "systemUUID", "bootID", "kernelVersion", "osImage",
                "containerRuntimeVersion", "kubeletVersion", "kubeProxyVersion", "operatingSystem", "architecture")) {
            info.putIfAbsent(field, info.textNode(""));
        }
    }
}
