package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// How a Service may be reached: traffic policies, families of addresses, load balancers, affinity.
final class ServicePolicyChecks {
    private static final int LONGEST_AFFINITY_SECONDS = 86_400;
    private static final int LAST_PORT = 65_535;
    private static final String ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'";

    private ServicePolicyChecks() {
    }

    static void policies(Field spec, String type) {
        boolean isReachable = type.equals("NodePort") || type.equals("LoadBalancer");
        Field external = spec.at("externalTrafficPolicy");
        if (external.isSet() && isReachable) {
            external.oneOf("Cluster", "Local");
        } else if (external.isSet() && spec.at("externalIPs").value().isEmpty()) {
            external.invalid("may only be set for externally-accessible services");
        }
        spec.at("internalTrafficPolicy").oneOf("Cluster", "Local");
        spec.at("trafficDistribution").oneOf("PreferClose", "PreferSameZone", "PreferSameNode");
        balancer(spec, type.equals("LoadBalancer"));
        healthPort(spec.at("healthCheckNodePort"), asksForHealthPort(spec.value()));
        Field timeout = spec.at("sessionAffinityConfig", "clientIP", "timeoutSeconds");
        int seconds = timeout.value().asInt(1);
        if (seconds <= 0 || seconds > LONGEST_AFFINITY_SECONDS) {
            timeout.invalid("must be greater than 0 and less than " + LONGEST_AFFINITY_SECONDS);
        }
        if (type.equals("ClusterIP")) {
            spec.at("ports").each(port -> port.at("nodePort").forbiddenIf(port.at("nodePort").value().asInt() != 0,
                    "may not be used when `type` is 'ClusterIP'"));
        }
        families(spec, type.equals("ExternalName"));
    }

    /// Whether the nodes tell a load balancer by a port of its own where Pods of the Service run.
    static boolean asksForHealthPort(JsonNode spec) {
        return Trees.text(spec, "type").equals("LoadBalancer")
                && Trees.text(spec, "externalTrafficPolicy").equals("Local");
    }

    private static void healthPort(Field port, boolean isAskedFor) {
        if (isAskedFor) {
            port.between(0, LAST_PORT);
        } else if (port.value().asInt() != 0) {
            port.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
    }

    private static void balancer(Field spec, boolean isBalanced) {
        Field ranges = spec.at("loadBalancerSourceRanges");
        if (!isBalanced) {
            spec.at("allocateLoadBalancerNodePorts").forbiddenIf(true, ONLY_BALANCED);
            spec.at("loadBalancerClass").forbiddenIf(true, ONLY_BALANCED);
            spec.at("LoadBalancerSourceRanges").as(ranges.value()).forbiddenIf(!ranges.value().isEmpty(),
                    ONLY_BALANCED);
            return;
        }
        spec.at("loadBalancerClass").matches(NameRules::qualifiedName);
        spec.at("LoadBalancerSourceRanges").as(ranges.value())
                .each(range -> range.as(SharedChecks.text(range.text().strip())).matches(Texts::cidr));
    }

    private static void families(Field spec, boolean isExternal) {
        List<String> fields = List.of("ipFamilyPolicy", "ipFamilies");
        if (isExternal) {
            fields.forEach(field -> spec.at(field).forbiddenIf(spec.at(field).isSet(),
                    "may not be set for ExternalName services"));
            return;
        }
        Field policy = spec.at("ipFamilyPolicy");
        policy.oneOf("PreferDualStack", "RequireDualStack", "SingleStack");
        boolean isFree = isFreeOfFamilies(spec.value());
        if (policy.text().equals("RequireDualStack") && !isFree) {
            policy.invalid("this cluster is not configured for dual-stack services");
        }
        Set<String> seen = new HashSet<>();
        spec.at("ipFamilies").each(family -> {
            family.oneOf("IPv4", "IPv6");
            if (!seen.add(family.text())) {
                family.duplicate();
            } else if (family.text().equals("IPv6") && !isFree) {
                family.invalid("not configured on this cluster");
            }
        });
    }

    /// Whether others say where the Service leads to, in whatever family: it has neither an address nor a selector.
    static boolean isFreeOfFamilies(JsonNode spec) {
        return Trees.text(spec, "clusterIP").equals("None") && spec.path("selector").isEmpty();
    }

    /// The class of a load balancer stays as long as the Service has one.
    static void update(Field service, ObjectNode old) {
        JsonNode before = old.path("spec");
        Field spec = service.at("spec");
        boolean isBalanced = Trees.text(before, "type").equals("LoadBalancer")
                && spec.at("type").text().equals("LoadBalancer");
        if (isBalanced) {
            spec.at("loadBalancerClass").immutable(before.path("loadBalancerClass"), "may not change once set");
        }
    }
}
