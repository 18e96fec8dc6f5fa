package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.api.NameRules;

/// What an EndpointSlice and the older Endpoints must fulfil (pkg/apis/discovery and pkg/apis/core/validation).
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

    static void endpoints(Field endpoints) {
        endpoints.at("subsets").each(subset -> {
            if (subset.at("addresses").value().isEmpty() && subset.at("notReadyAddresses").value().isEmpty()) {
                subset.missing("must specify `addresses` or `notReadyAddresses`");
            }
            for (String list : List.of("addresses", "notReadyAddresses")) {
                subset.at(list).each(address -> address.at("ip").matches(Texts::reachableAddress));
            }
            boolean needsNames = subset.at("ports").value().size() > 1;
            subset.at("ports").each(port -> port(port, needsNames));
        });
    }

    private static void port(Field port, boolean needsName) {
        Field name = port.at("name");
        if (name.isSet()) {
            name.matches(Texts::label);
        } else if (needsName) {
            name.missing("");
        }
        port.at("port").between(1, LAST_PORT);
        port.at("protocol").requiredOneOf("", "SCTP", "TCP", "UDP");
        port.at("appProtocol").matches(NameRules::qualifiedName);
    }
}
