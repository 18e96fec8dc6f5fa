package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What a Service must fulfil, and what an update of one keeps (pkg/registry/core/service).
final class ServiceChecks {
    private static final String NONE = "None";

    private ServiceChecks() {
    }

    static void service(Field service) {
        Field spec = service.at("spec");
        String type = spec.at("type").text();
        boolean isHeadless = spec.at("clusterIP").text().equals(NONE);
        boolean isExternal = type.equals("ExternalName");
        if (spec.at("ports").value().isEmpty() && !isHeadless && !isExternal) {
            spec.at("ports").missing("");
        }
        if (isExternal) {
            spec.at("externalName").requiredMatch(text -> NameRules.subdomain(
                    text.endsWith(".") ? text.substring(0, text.length() - 1) : text));
            if (spec.at("clusterIP").isSet()) {
                spec.at("clusterIPs").forbidden("may not be set for ExternalName services");
            }
        }
        if ((type.equals("LoadBalancer") || type.equals("NodePort")) && isHeadless) {
            indexed(spec, NONE).invalid("may not be set to 'None' for " + type + " services");
        }
        ports(spec.at("ports"), isHeadless);
        selector(spec.at("selector"));
        spec.at("sessionAffinity").requiredOneOf("", "ClientIP", NONE);
        spec.at("externalIPs").each(ip -> ip.matches(Texts::reachableAddress));
        spec.at("type").oneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        String ip = spec.at("clusterIP").text();
        if (!ip.isEmpty() && !isHeadless && !isExternal) {
            Texts.address(ip).forEach(complaint -> indexed(spec, ip).invalid(complaint));
        }
        duplicatePorts(spec.at("ports"));
        ServicePolicyChecks.policies(spec, type);
    }

    /// The first of the addresses is what the older field holds.
    static void creation(Field service) {
        Field first = service.at("spec", "clusterIP");
        Field all = service.at("spec", "clusterIPs");
        if (!all.isSet() || service.at("spec", "type").text().equals("ExternalName")) {
            return;
        }
        if (!first.isSet()) {
            all.invalid("must be empty when `clusterIP` is not specified");
        } else if (!all.value().get(0).asText().equals(first.text())) {
            all.invalid("first value must match `clusterIP`");
        } else if (first.text().equals(NONE) && all.value().size() > 1) {
            all.invalid("'None' must be the first and only value");
        }
    }

    private static Field indexed(Field spec, String ip) {
        return spec.at("clusterIPs").key("0").as(SharedChecks.text(ip));
    }

    private static void selector(Field selector) {
        SharedChecks.labels(selector);
    }

    private static void ports(Field ports, boolean isHeadless) {
        boolean needsNames = ports.value().size() > 1;
        Set<String> names = new HashSet<>();
        ports.each(port -> {
            Field name = port.at("name");
            if (name.isSet()) {
                name.matches(Texts::label);
                if (!names.add(name.text())) {
                    name.duplicate();
                }
            } else if (needsNames) {
                name.missing("");
            }
            Field number = port.at("port");
            if (!number.isPresent() || number.value().asInt() < 1 || number.value().asInt() > 65_535) {
                number.as(JsonNodeFactory.instance.numberNode(number.value().asInt()))
                        .invalid("must be between 1 and 65535, inclusive");
            }
            port.at("protocol").requiredOneOf("", "SCTP", "TCP", "UDP");
            Field target = port.at("targetPort");
            if (target.value().isTextual()) {
                target.matches(Texts::portName);
            } else if (target.value().isNumber() && number.value().asInt() != 0) {
                target.between(1, 65_535);
            }
            if (isHeadless && !target.value().equals(number.value()) && target.value().isNumber()
                    && number.isPresent()) {
                return;
            }
            port.at("appProtocol").matches(NameRules::qualifiedName);
            port.at("nodePort").between(0, 65_535);
        });
    }

    private static void duplicatePorts(Field ports) {
        Set<String> seen = new HashSet<>();
        for (Field port : ports.items()) {
            String identity = port.at("protocol").text() + "/" + port.at("port").text();
            if (!seen.add(identity)) {
                port.as(internal(port.value())).duplicate();
            }
        }
    }

    /// The port as the server's own type, which its message shows.
    private static ObjectNode internal(JsonNode port) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("Name", "").put("Protocol", port.path("protocol").asText());
        shown.set("AppProtocol", JsonNodeFactory.instance.nullNode());
        return shown.put("Port", port.path("port").asInt()).put("TargetPort", 0).put("NodePort", 0);
    }

    /// A Service keeps the addresses that an update does not name, and loses those that its new type has no use for.
    static void keepAddresses(ObjectNode service, ObjectNode old) {
        ObjectNode spec = Trees.object(service, "spec");
        JsonNode before = old.path("spec");
        alignAddresses(spec, before);
        if (needsAddress(spec) && needsAddress(before)) {
            for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
                if (!Trees.isSet(spec.path(field)) && before.has(field)) {
                    spec.set(field, before.get(field).deepCopy());
                }
            }
        }
        if (!needsAddress(spec) && spec.path("clusterIP").equals(before.path("clusterIP"))) {
            spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"));
        }
        keepPorts(spec, before);
        dropForType(spec, before);
    }

    private static boolean needsAddress(JsonNode spec) {
        return !Trees.text(spec, "type").equals("ExternalName");
    }

    private static boolean needsPorts(JsonNode spec) {
        String type = Trees.text(spec, "type");
        return type.equals("NodePort") || type.equals("LoadBalancer");
    }

    /// `clusterIP` and `clusterIPs[0]` are the same thing: whichever was changed wins.
    private static void alignAddresses(ObjectNode spec, JsonNode before) {
        String ip = Trees.text(spec, "clusterIP");
        boolean sameList = spec.path("clusterIPs").equals(before.path("clusterIPs"));
        if (!ip.isEmpty() && !ip.equals(Trees.text(before, "clusterIP")) && sameList) {
            spec.putArray("clusterIPs").add(ip);
        } else if (!ip.isEmpty() && spec.path("clusterIPs").isEmpty()) {
            spec.putArray("clusterIPs").add(ip);
        } else if (ip.isEmpty() && spec.path("clusterIPs") instanceof ArrayNode list && !list.isEmpty() && sameList) {
            spec.remove("clusterIPs");
        }
    }

    private static void keepPorts(ObjectNode spec, JsonNode before) {
        if (!needsPorts(spec) || !needsPorts(before)) {
            return;
        }
        Map<String, JsonNode> known = new java.util.HashMap<>();
        before.path("ports").forEach(port -> known.put(port.path("name").asText(), port.path("nodePort")));
        for (JsonNode port : spec.path("ports")) {
            JsonNode kept = known.get(port.path("name").asText());
            if (port instanceof ObjectNode object && port.path("nodePort").asInt() == 0 && kept != null
                    && kept.isNumber()) {
                object.set("nodePort", kept);
            }
        }
        if (!Trees.isSet(spec.path("healthCheckNodePort")) && before.has("healthCheckNodePort")) {
            spec.set("healthCheckNodePort", before.get("healthCheckNodePort"));
        }
    }

    private static void dropForType(ObjectNode spec, JsonNode before) {
        if (needsPorts(before) && !needsPorts(spec)) {
            for (JsonNode port : spec.path("ports")) {
                if (port instanceof ObjectNode object) {
                    object.remove("nodePort");
                }
            }
            if (spec.path("externalTrafficPolicy").equals(before.path("externalTrafficPolicy"))) {
                spec.remove("externalTrafficPolicy");
            }
        }
        boolean wasBalanced = Trees.text(before, "type").equals("LoadBalancer");
        if (wasBalanced && !Trees.text(spec, "type").equals("LoadBalancer")) {
            dropIfKept(spec, before, "allocateLoadBalancerNodePorts");
            dropIfKept(spec, before, "loadBalancerClass");
        }
        if (ServicePolicyChecks.asksForHealthPort(before) && !ServicePolicyChecks.asksForHealthPort(spec)) {
            dropIfKept(spec, before, "healthCheckNodePort");
        }
        boolean wasExternal = Trees.text(before, "type").equals("ExternalName");
        if (wasExternal && needsAddress(spec) && spec.path("externalName").equals(before.path("externalName"))) {
            spec.remove("externalName");
        }
    }

    /// Drops a field that nobody changed.
    private static void dropIfKept(ObjectNode spec, JsonNode before, String field) {
        if (spec.path(field).equals(before.path(field))) {
            spec.remove(field);
        }
    }

    /// The cluster IP of a Service stays as long as it has one.
    static void update(Field service, ObjectNode old) {
        JsonNode before = old.path("spec");
        Field spec = service.at("spec");
        String was = Trees.text(before, "clusterIP");
        boolean mayNotChange = needsAddress(before) && needsAddress(spec.value()) && !was.isEmpty();
        if (mayNotChange && !spec.at("clusterIP").text().equals(was)) {
            spec.at("clusterIPs").key("0").as(spec.at("clusterIPs").value()).invalid("may not change once set");
        }
        ServicePolicyChecks.update(service, old);
    }
}
