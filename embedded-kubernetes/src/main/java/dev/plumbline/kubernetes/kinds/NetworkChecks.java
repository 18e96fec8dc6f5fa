package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What Ingresses and NetworkPolicies must fulfil (pkg/apis/networking/validation).
final class NetworkChecks {
    private NetworkChecks() {
    }

    static void ingress(Field ingress) {
        Field spec = ingress.at("spec");
        if (!spec.at("defaultBackend").isPresent() && spec.at("rules").value().isEmpty()) {
            spec.as(JsonNodeFactory.instance.nullNode())
                    .invalid("either `defaultBackend` or `rules` must be specified");
        }
        spec.at("defaultBackend").ifPresent(NetworkChecks::backend);
        spec.at("rules").each(rule -> {
            Field host = rule.at("host");
            host.matches(text -> NameRules.subdomain(text.startsWith("*.") ? text.substring(2) : text));
            if (rule.at("http").isPresent() && rule.at("http", "paths").value().isEmpty()) {
                rule.at("http", "paths").missing("");
            }
            rule.at("http", "paths").each(NetworkChecks::path);
        });
        spec.at("ingressClassName").matches(NameRules::subdomain);
        spec.at("tls").each(tls -> tls.at("hosts").each(host -> host.matches(
                text -> NameRules.subdomain(text.startsWith("*.") ? text.substring(2) : text))));
    }

    private static void path(Field path) {
        Field type = path.at("pathType");
        if (!type.isSet()) {
            type.missing("pathType must be specified");
            return;
        }
        type.oneOf("Exact", "ImplementationSpecific", "Prefix");
        Field text = path.at("path");
        boolean isStrict = !type.text().equals("ImplementationSpecific");
        if (isStrict || !text.text().isEmpty()) {
            if (!text.text().startsWith("/")) {
                text.as(SharedChecks.text(text.text())).invalid("must be an absolute path");
            } else if (isStrict && text.text().contains("//")) {
                text.invalid("must not contain '//'");
            }
        }
        backend(path.at("backend"));
    }

    private static void backend(Field backend) {
        Field service = backend.at("service");
        boolean hasResource = backend.at("resource").isPresent();
        if (hasResource && service.isPresent()) {
            backend.as(SharedChecks.text("")).invalid("cannot set both resource and service backends");
        } else if (!hasResource && !service.isPresent()) {
            backend.missing("must specify a resource or service backend");
        } else if (service.isPresent()) {
            service.at("name").requiredMatch(NameRules::dns1035Label);
            Field port = service.at("port");
            boolean hasName = port.at("name").isSet();
            boolean hasNumber = port.at("number").value().asInt() != 0;
            if (hasName && hasNumber) {
                backend.invalid("cannot set both port name & port number");
            } else if (hasName) {
                port.at("name").matches(Texts::portName);
            } else if (hasNumber) {
                port.at("number").between(1, 65_535);
            } else {
                backend.missing("port name or number is required");
            }
        }
    }

    static void networkPolicy(Field policy) {
        Field spec = policy.at("spec");
        SharedChecks.selector(spec.at("podSelector"));
        spec.at("ingress").each(rule -> rule(rule, "from"));
        spec.at("egress").each(rule -> rule(rule, "to"));
        spec.at("policyTypes").each(type -> type.oneOf("Egress", "Ingress"));
        if (spec.at("policyTypes").value().size() > 2) {
            spec.at("policyTypes").invalid("may not specify more than two policyTypes");
        }
    }

    private static void rule(Field rule, String peers) {
        rule.at("ports").each(port -> {
            port.at("protocol").oneOf("SCTP", "TCP", "UDP");
            Field number = port.at("port");
            if (number.value().isTextual()) {
                number.matches(Texts::portName);
            } else {
                number.between(1, 65_535);
            }
            Field end = port.at("endPort");
            if (end.isPresent() && number.value().isNumber() && end.value().asInt() < number.value().asInt()) {
                end.invalid("must be greater than or equal to `port`");
            }
        });
        rule.at(peers).each(peer -> {
            boolean isBlock = peer.at("ipBlock").isPresent();
            boolean isSelector = peer.at("podSelector").isPresent() || peer.at("namespaceSelector").isPresent();
            if (!isBlock && !isSelector) {
                peer.missing("must specify a peer");
            } else if (isBlock && isSelector) {
                peer.forbidden("may not specify both ipBlock and another peer");
            }
            SharedChecks.selector(peer.at("podSelector"));
            SharedChecks.selector(peer.at("namespaceSelector"));
            peer.at("ipBlock").ifPresent(block -> {
                block.at("cidr").requiredMatch(Texts::cidr);
                block.at("except").each(except -> except.matches(Texts::cidr));
            });
        });
    }

    static void ingressClassUpdate(Field ingressClass, ObjectNode old) {
        ingressClass.at("spec", "controller").immutable(Trees.at(old, "spec", "controller"));
    }
}
