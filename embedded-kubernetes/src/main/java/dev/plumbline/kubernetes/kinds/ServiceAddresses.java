package dev.plumbline.kubernetes.kinds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

/// Gives Services their cluster IPs out of 10.96.0.0/16 and their node ports out of 30000-32767.
///
/// One per server, safe for concurrent use. An address belongs to a Service from [#allocate] or [#claim] to
/// [#release].
public final class ServiceAddresses {
    private static final int HOSTS = 65_534;
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2_768;

    private final Set<String> addresses = new HashSet<>();
    private final Map<Integer, String> ports = new HashMap<>();
    private final RandomGenerator random;

    public ServiceAddresses(RandomGenerator random) {
        this.random = random;
    }

    /// Fills in what a Service of its type needs and gives back what it no longer has a use for; what `old` had is
    /// kept. Returns why a wanted address cannot be had; then nothing was taken.
    public synchronized List<Cause> allocate(ObjectNode service, @Nullable ObjectNode old) {
        List<Cause> causes = new ArrayList<>();
        if (old != null) {
            release(old);
        }
        ObjectNode spec = Trees.object(service, "spec");
        boolean isExternal = Trees.text(spec, "type").equals("ExternalName");
        if (isExternal) {
            spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"));
        } else {
            address(spec, causes);
        }
        nodePorts(service, spec, causes);
        healthPort(service, spec);
        if (!causes.isEmpty()) {
            release(service);
            if (old != null) {
                claim(old);
            }
        }
        return causes;
    }

    /// A stored Service keeps the addresses that it has.
    public synchronized void claim(ObjectNode service) {
        String ip = Trees.text(service, "spec", "clusterIP");
        if (isAddress(ip)) {
            addresses.add(ip);
        }
        ports(service).forEach(port -> ports.put(port, owner(service)));
    }

    /// The Service is gone.
    public synchronized void release(ObjectNode service) {
        addresses.remove(Trees.text(service, "spec", "clusterIP"));
        ports(service).forEach(port -> ports.remove(port, owner(service)));
    }

    private void address(ObjectNode spec, List<Cause> causes) {
        String wanted = Trees.text(spec, "clusterIP");
        if (wanted.isEmpty() && !spec.path("clusterIPs").isEmpty()) {
            wanted = spec.path("clusterIPs").get(0).asText("");
        }
        if (wanted.isEmpty()) {
            wanted = freeAddress();
        } else if (!wanted.equals("None") && !inRange(wanted)) {
            causes.add(Cause.invalid("spec.clusterIPs", array(wanted), "failed to allocate IP " + wanted
                    + ": the provided network does not match the current range"));
            return;
        } else if (addresses.contains(wanted)) {
            causes.add(Cause.invalid("spec.clusterIPs", array(wanted), "failed to allocate IP " + wanted
                    + ": provided IP is already allocated"));
            return;
        }
        if (isAddress(wanted)) {
            addresses.add(wanted);
        }
        spec.put("clusterIP", wanted);
        spec.putArray("clusterIPs").add(wanted);
        families(spec);
    }

    private static void families(ObjectNode spec) {
        ArrayNode families = spec.withArray("ipFamilies");
        if (families.isEmpty()) {
            families.add("IPv4");
        }
        boolean isFree = ServicePolicyChecks.isFreeOfFamilies(spec);
        if (isFree && families.size() == 1 && !Trees.text(spec, "ipFamilyPolicy").equals("SingleStack")) {
            families.add(families.get(0).asText().equals("IPv4") ? "IPv6" : "IPv4");
        }
        if (!Trees.isSet(spec.path("ipFamilyPolicy"))) {
            spec.put("ipFamilyPolicy", families.size() > 1 ? "RequireDualStack" : "SingleStack");
        }
    }

    private static JsonNode array(String wanted) {
        return JsonNodeFactory.instance.arrayNode().add(wanted);
    }

    private String freeAddress() {
        String address;
        do {
            int host = 1 + random.nextInt(HOSTS);
            address = "10.96." + host / 256 + "." + host % 256;
        } while (addresses.contains(address));
        return address;
    }

    private static boolean isAddress(String ip) {
        return !ip.isEmpty() && !ip.equals("None");
    }

    private static boolean inRange(String ip) {
        return ip.startsWith("10.96.") && ip.split("\\.", -1).length == 4;
    }

    private void nodePorts(ObjectNode service, ObjectNode spec, List<Cause> causes) {
        String type = Trees.text(spec, "type");
        boolean hasPorts = type.equals("NodePort") || (type.equals("LoadBalancer")
                && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
        Map<String, Integer> sameNumber = new HashMap<>();
        for (int i = 0; i < spec.path("ports").size(); i++) {
            if (!(spec.path("ports").get(i) instanceof ObjectNode port)) {
                continue;
            }
            int wanted = port.path("nodePort").asInt();
            if (!hasPorts && wanted == 0) {
                continue;
            }
            int nodePort = wanted == 0
                    ? sameNumber.getOrDefault(port.path("port").asText(), freePort())
                    : wanted;
            String path = "spec.ports[" + i + "].nodePort";
            String holder = ports.get(nodePort);
            if (nodePort < FIRST_PORT || nodePort >= FIRST_PORT + PORTS) {
                causes.add(Cause.invalid(path, nodePort,
                        "provided port is not in the valid range. The range of valid ports is 30000-32767"));
            } else if (holder != null && !holder.equals(owner(service))) {
                causes.add(Cause.invalid(path, nodePort, "provided port is already allocated"));
            } else {
                ports.put(nodePort, owner(service));
                port.put("nodePort", nodePort);
                sameNumber.putIfAbsent(port.path("port").asText(), nodePort);
            }
        }
    }

    private void healthPort(ObjectNode service, ObjectNode spec) {
        if (ServicePolicyChecks.asksForHealthPort(spec)) {
            int wanted = spec.path("healthCheckNodePort").asInt();
            int port = wanted == 0 ? freePort() : wanted;
            ports.put(port, owner(service));
            spec.put("healthCheckNodePort", port);
        }
    }

    private int freePort() {
        int port;
        do {
            port = FIRST_PORT + random.nextInt(PORTS);
        } while (ports.containsKey(port));
        return port;
    }

    private static List<Integer> ports(ObjectNode service) {
        List<Integer> ports = new ArrayList<>();
        Trees.at(service, "spec", "ports").forEach(port -> {
            if (port.path("nodePort").asInt() > 0) {
                ports.add(port.path("nodePort").asInt());
            }
        });
        int healthPort = Trees.at(service, "spec", "healthCheckNodePort").asInt();
        if (healthPort > 0) {
            ports.add(healthPort);
        }
        return ports;
    }

    private static String owner(ObjectNode service) {
        return Trees.text(service, "metadata", "namespace") + "/"
                + Trees.text(service, "metadata", "name");
    }
}
