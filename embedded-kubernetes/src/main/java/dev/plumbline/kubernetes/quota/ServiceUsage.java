package dev.plumbline.kubernetes.quota;

import java.util.Collection;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.kinds.Quantity;

/// Services, their node ports and load balancers.
final class ServiceUsage implements Usage {
    private static final Set<String> NAMES = Set.of("count/services", "services", "services.nodeports",
            "services.loadbalancers");

    @Override
    public boolean changesOnUpdate() {
        return true;
    }

    @Override
    public Collection<String> matching(Collection<String> names) {
        return Usage.both(names, NAMES);
    }

    @Override
    public Amounts of(JsonNode service) {
        JsonNode spec = service.path("spec");
        boolean isBalanced = spec.path("type").asText().equals("LoadBalancer");
        return Amounts.of("count/services", ONE).with("services", ONE)
                .with("services.loadbalancers", Quantity.of(isBalanced ? "1" : "0"))
                .with("services.nodeports", Quantity.of(Integer.toString(nodePorts(spec))));
    }

    private static int nodePorts(JsonNode spec) {
        boolean isBalanced = spec.path("type").asText().equals("LoadBalancer");
        if (isBalanced && !spec.path("allocateLoadBalancerNodePorts").asBoolean(true)) {
            int named = 0;
            for (JsonNode port : spec.path("ports")) {
                named += port.path("nodePort").asInt() == 0 ? 0 : 1;
            }
            return named;
        }
        return isBalanced || spec.path("type").asText().equals("NodePort") ? spec.path("ports").size() : 0;
    }
}
