package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What kubectl shows of Services and what routes to them.
final class NetworkTables {
    private static final String NONE = "<none>";
    private static final int SHOWN = 3;

    static final Table SERVICE = Table.named().path("Type", "", "spec", "type")
            .path("Cluster-IP", NONE, "spec", "clusterIP").text("External-IP", NetworkTables::externalAddress)
            .text("Port(s)", NetworkTables::ports).age()
            .wide().text("Selector", service -> WorkloadTables.terms(Trees.at(service, "spec", "selector")));
    static final Table INGRESS = Table.named().text("Class", NetworkTables::ingressClass)
            .text("Hosts", NetworkTables::hosts).text("Address", ingress -> addresses(ingress))
            .text("Ports", ingress -> Trees.at(ingress, "spec", "tls").isEmpty() ? "80" : "80, 443").age();
    static final Table INGRESS_CLASS = Table.named().path("Controller", "", "spec", "controller")
            .text("Parameters", NetworkTables::parameters).age();
    static final Table NETWORK_POLICY = Table.named()
            .text("Pod-Selector", policy -> WorkloadTables.selector(Trees.at(policy, "spec", "podSelector"))).age();
    static final Table ENDPOINTS = Table.named().text("Endpoints", NetworkTables::endpoints).age();
    static final Table ENDPOINT_SLICE = Table.named().path("AddressType", "", "addressType")
            .text("Ports", NetworkTables::slicePorts).text("Endpoints", NetworkTables::sliceEndpoints).age();

    private NetworkTables() {
    }

    private static String addresses(JsonNode object) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode ingress : Trees.at(object, "status", "loadBalancer", "ingress")) {
            addresses.add(ingress.path("ip").asText(ingress.path("hostname").asText()));
        }
        return String.join(",", addresses);
    }

    private static String externalAddress(ObjectNode service) {
        List<String> external = Trees.texts(Trees.at(service, "spec", "externalIPs"));
        return switch (Trees.text(service, "spec", "type")) {
            case "ExternalName" -> Trees.text(service, "spec", "externalName");
            case "LoadBalancer" -> {
                List<String> all = new ArrayList<>();
                if (!addresses(service).isEmpty()) {
                    all.add(addresses(service));
                }
                all.addAll(external);
                yield all.isEmpty() ? "<pending>" : String.join(",", all);
            }
            default -> external.isEmpty() ? NONE : String.join(",", external);
        };
    }

    private static String ports(ObjectNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : Trees.at(service, "spec", "ports")) {
            String nodePort = port.path("nodePort").asInt() > 0 ? ":" + port.path("nodePort").asInt() : "";
            ports.add(port.path("port").asText() + nodePort + "/" + port.path("protocol").asText());
        }
        return ports.isEmpty() ? NONE : String.join(",", ports);
    }

    private static String ingressClass(ObjectNode ingress) {
        String name = Trees.text(ingress, "spec", "ingressClassName");
        String annotation = Trees.text(ingress, "metadata", "annotations", "kubernetes.io/ingress.class");
        String shown = name.isEmpty() ? annotation : name;
        return shown.isEmpty() ? NONE : shown;
    }

    private static String hosts(ObjectNode ingress) {
        Set<String> hosts = new LinkedHashSet<>();
        Trees.at(ingress, "spec", "rules").forEach(rule -> {
            if (hosts.size() < SHOWN && rule.has("host")) {
                hosts.add(rule.path("host").asText());
            }
        });
        int all = Trees.at(ingress, "spec", "rules").size();
        if (hosts.isEmpty()) {
            return "*";
        }
        return String.join(",", hosts) + (all > SHOWN ? " + " + (all - SHOWN) + " more..." : "");
    }

    private static String parameters(ObjectNode ingressClass) {
        JsonNode parameters = Trees.at(ingressClass, "spec", "parameters");
        if (parameters.isMissingNode()) {
            return NONE;
        }
        String group = parameters.path("apiGroup").asText("");
        return parameters.path("kind").asText() + (group.isEmpty() ? "" : "." + group) + "/"
                + parameters.path("name").asText();
    }

    private static String endpoints(ObjectNode endpoints) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : endpoints.path("subsets")) {
            JsonNode ports = subset.path("ports");
            for (JsonNode address : subset.path("addresses")) {
                if (ports.isEmpty()) {
                    all.add(address.path("ip").asText());
                }
                ports.forEach(port -> all.add(address.path("ip").asText() + ":" + port.path("port").asText()));
            }
        }
        return shortened(all, NONE);
    }

    private static String slicePorts(ObjectNode slice) {
        List<String> ports = new ArrayList<>();
        slice.path("ports").forEach(port -> ports.add(port.path("port").asText("*")));
        return shortened(ports, "<unset>");
    }

    private static String sliceEndpoints(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        slice.path("endpoints").forEach(endpoint -> all.addAll(Trees.texts(endpoint.path("addresses"))));
        return shortened(all, "<unset>");
    }

    private static String shortened(List<String> all, String none) {
        if (all.isEmpty()) {
            return none;
        }
        String shown = String.join(",", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + " + " + (all.size() - SHOWN) + " more..." : shown;
    }
}
