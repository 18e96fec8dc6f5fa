package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.api.NameRules;

/// What an EndpointSlice must fulfil (pkg/apis/discovery/validation).
final class EndpointSliceChecks {
    private static final int MOST_ENDPOINTS = 1000;
    private static final int MOST_ADDRESSES = 100;
    private static final int MOST_PORTS = 20_000;
    private static final int LAST_PORT = 65_535;

    private EndpointSliceChecks() {
    }

    static void slice(Field slice) {
        Field type = slice.at("addressType");
        type.requiredOneOf("", "FQDN", "IPv4", "IPv6");
        slice.at("endpoints").atMost(MOST_ENDPOINTS).each(endpoint -> endpoint(endpoint, type.text()));
        Set<String> names = new HashSet<>();
        slice.at("ports").atMost(MOST_PORTS).each(port -> {
            Field name = port.at("name");
            if (name.isSet()) {
                name.matches(Texts::label);
            }
            if (!names.add(name.text())) {
                name.as(SharedChecks.text(name.text())).duplicate();
            }
            port.at("protocol").requiredOneOf("", "SCTP", "TCP", "UDP");
            port.at("port").between(1, LAST_PORT);
            port.at("appProtocol").matches(NameRules::qualifiedName);
        });
    }

    private static void endpoint(Field endpoint, String type) {
        Field addresses = endpoint.at("addresses");
        if (addresses.value().isEmpty()) {
            addresses.missing("must contain at least 1 address");
        }
        addresses.atMost(MOST_ADDRESSES).each(address -> {
            switch (type) {
                case "IPv4" -> address.matches(text -> Texts.isIpv4(text)
                        ? Texts.reachableAddress(text)
                        : List.of("must be a valid IPv4 address"));
                case "IPv6" -> address.matches(text -> Texts.isIpv6(text)
                        ? Texts.reachableAddress(text)
                        : List.of("must be a valid IPv6 address"));
                case "FQDN" -> address.matches(NameRules::subdomain);
                default -> {
                }
            }
        });
        if (endpoint.at("hostname").isPresent()) {
            endpoint.at("hostname").matches(Texts::label);
        }
    }
}
