package dev.plumbline.kubernetes.kinds;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The defaults of Pods and of the Pod templates inside workloads (Kubernetes' pkg/apis/core/v1/defaults.go).
final class PodDefaults {
    private static final int READABLE_BY_ALL = 0644;

    private static final Defaults HTTP_GET = Defaults.NONE.put("path", "/").put("scheme", "HTTP");
    private static final Defaults PROBE = Defaults.NONE.in("httpGet", HTTP_GET)
            .in("grpc", Defaults.NONE.put("service", ""))
            .then(PodDefaults::probeTimes);
    private static final Defaults HANDLER = Defaults.NONE.in("httpGet", HTTP_GET);
    private static final Defaults FIELD_REF = Defaults.NONE.in("fieldRef", Defaults.NONE.put("apiVersion", "v1"))
            .in("resourceFieldRef", Defaults.NONE.put("divisor", "0").quantity("divisor"));
    private static final Defaults RESOURCES = Defaults.NONE.in("limits", Defaults.NONE.then(PodDefaults::milli))
            .in("requests", Defaults.NONE.then(PodDefaults::milli));

    private static final Defaults CONTAINER = Defaults.NONE.each("ports", Defaults.NONE.put("protocol", "TCP"))
            .each("env", Defaults.NONE.in("valueFrom", FIELD_REF
                    .in("fileKeyRef", Defaults.NONE.put("optional", false))))
            .make("resources", RESOURCES)
            .in("livenessProbe", PROBE)
            .in("readinessProbe", PROBE)
            .in("startupProbe", PROBE)
            .in("lifecycle", Defaults.NONE.in("postStart", HANDLER).in("preStop", HANDLER))
            .put("terminationMessagePath", "/dev/termination-log")
            .put("terminationMessagePolicy", "File")
            .then(PodDefaults::pullPolicy);

    private static final Defaults FILES = Defaults.NONE.put("defaultMode", READABLE_BY_ALL)
            .each("items", FIELD_REF);
    static final Defaults CLAIM_SPEC = Defaults.NONE.make("resources", Defaults.NONE.quantities("limits")
            .quantities("requests")).put("volumeMode", "Filesystem");
    private static final Defaults VOLUME = Defaults.NONE.then(PodDefaults::volumeSource)
            .in("emptyDir", Defaults.NONE.quantity("sizeLimit"))
            .in("secret", FILES)
            .in("configMap", FILES)
            .in("downwardAPI", FILES)
            .in("hostPath", Defaults.NONE.then(hostPath -> hostPath.putIfAbsent("type", hostPath.textNode(""))))
            .in("projected", FILES.each("sources", Defaults.NONE.in("serviceAccountToken",
                    Defaults.NONE.put("expirationSeconds", 3600)).in("downwardAPI",
                            Defaults.NONE.each("items", FIELD_REF))))
            .in("iscsi", Defaults.NONE.put("iscsiInterface", "default"))
            .in("rbd", Defaults.NONE.put("pool", "rbd").put("user", "admin").put("keyring", "/etc/ceph/keyring"))
            .in("ephemeral", Defaults.NONE.in("volumeClaimTemplate", Defaults.NONE.make("metadata")
                    .make("spec", CLAIM_SPEC)));

    /// The spec of a Pod or a Pod template.
    static final Defaults SPEC = Defaults.NONE.each("volumes", VOLUME)
            .each("initContainers", CONTAINER)
            .each("containers", CONTAINER)
            .each("ephemeralContainers", CONTAINER)
            .put("restartPolicy", "Always")
            .put("terminationGracePeriodSeconds", 30)
            .put("dnsPolicy", "ClusterFirst")
            .then(PodDefaults::serviceAccount)
            .make("securityContext")
            .put("schedulerName", "default-scheduler")
            .quantities("overhead")
            .when(spec -> spec.path("hostNetwork").asBoolean(), Defaults.NONE.each("containers", hostPorts())
                    .each("initContainers", hostPorts()));

    /// A Pod template.
    static final Defaults TEMPLATE = Defaults.NONE.make("metadata").make("spec", SPEC);

    /// A Pod of its own: what only Pods get.
    static final Defaults POD = Defaults.NONE.make("spec", SPEC.put("enableServiceLinks", true)
            .each("containers", Defaults.NONE.then(PodDefaults::requestsFromLimits))
            .each("initContainers", Defaults.NONE.then(PodDefaults::requestsFromLimits)))
            .in("status", Defaults.NONE.then(PodDefaults::addresses));

    private PodDefaults() {
    }

    private static Defaults hostPorts() {
        return Defaults.NONE.each("ports", Defaults.NONE.then(port -> {
            if (port.path("hostPort").asInt() == 0 && port.has("containerPort")) {
                port.set("hostPort", port.get("containerPort"));
            }
        }));
    }

    private static void probeTimes(ObjectNode probe) {
        Map<String, Integer> times = Map.of("timeoutSeconds", 1, "periodSeconds", 10, "successThreshold", 1,
                "failureThreshold", 3);
        times.forEach((field, value) -> {
            if (probe.path(field).asInt() == 0) {
                probe.put(field, value);
            }
        });
    }

    private static void pullPolicy(ObjectNode container) {
        if (!Trees.isSet(container.path("imagePullPolicy"))) {
            container.put("imagePullPolicy", isLatest(container.path("image").asText("")) ? "Always" : "IfNotPresent");
        }
    }

    private static boolean isLatest(String image) {
        if (image.contains("@")) {
            return false;
        }
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.indexOf(':') < 0 || name.endsWith(":latest");
    }

    private static void milli(ObjectNode quantities) {
        for (Map.Entry<String, JsonNode> entry : quantities.properties()) {
            Quantity quantity = Quantity.at(entry.getValue());
            if (quantity != null) {
                entry.setValue(quantities.textNode(quantity.roundedUpToMilli().toString()));
            }
        }
    }

    private static void volumeSource(ObjectNode volume) {
        if (volume.size() <= 1) {
            volume.putObject("emptyDir");
        }
    }

    /// `serviceAccount` is the old name of `serviceAccountName`; both are always served.
    private static void serviceAccount(ObjectNode spec) {
        String name = spec.path("serviceAccountName").asText("");
        String account = name.isEmpty() ? spec.path("serviceAccount").asText("") : name;
        if (!account.isEmpty()) {
            spec.put("serviceAccountName", account).put("serviceAccount", account);
        }
    }

    private static void requestsFromLimits(ObjectNode container) {
        JsonNode limits = container.path("resources").path("limits");
        if (limits.isEmpty()) {
            return;
        }
        ObjectNode requests = Trees.object(Trees.object(container, "resources"), "requests");
        limits.properties().forEach(limit -> requests.putIfAbsent(limit.getKey(), limit.getValue()));
    }

    /// `podIP` is the old name of the first of `podIPs`; both are always served.
    private static void addresses(ObjectNode status) {
        String address = status.path("podIP").asText("");
        if (!address.isEmpty() && !status.path("podIPs").path(0).path("ip").asText("").equals(address)) {
            status.putArray("podIPs").addObject().put("ip", address);
        }
    }
}
