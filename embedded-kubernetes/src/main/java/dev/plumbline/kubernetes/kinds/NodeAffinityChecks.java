package dev.plumbline.kubernetes.kinds;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.api.NameRules;

/// Which nodes Pods and volumes may ask for.
final class NodeAffinityChecks {
    private static final int HIGHEST_WEIGHT = 100;

    private NodeAffinityChecks() {
    }

    static void affinity(Field affinity) {
        affinity.at("requiredDuringSchedulingIgnoredDuringExecution").ifPresent(NodeAffinityChecks::selector);
        affinity.at("preferredDuringSchedulingIgnoredDuringExecution").each(preferred -> {
            weight(preferred.at("weight"));
            term(preferred.at("preference"));
        });
    }

    static void selector(Field selector) {
        Field terms = selector.at("nodeSelectorTerms");
        if (terms.value().isEmpty()) {
            terms.missing("must have at least one node selector term");
        }
        terms.each(NodeAffinityChecks::term);
    }

    static void weight(Field weight) {
        int value = weight.value().asInt();
        if (value < 1 || value > HIGHEST_WEIGHT) {
            weight.as(com.fasterxml.jackson.databind.node.IntNode.valueOf(value)).invalid("must be in the range 1-100");
        }
    }

    private static void term(Field term) {
        term.at("matchExpressions").each(expression -> {
            operator(expression);
            expression.at("key").as(SharedChecks.text(expression.at("key").text())).matches(NameRules::qualifiedName);
        });
        term.at("matchFields").each(NodeAffinityChecks::field);
    }

    private static void operator(Field expression) {
        Field values = expression.at("values");
        int count = values.value().size();
        Field operator = expression.at("operator");
        switch (operator.text()) {
            case "In", "NotIn" -> {
                if (count == 0) {
                    values.missing("must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (count > 0) {
                    values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            case "Gt", "Lt" -> {
                if (count != 1) {
                    values.missing("must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default -> operator.as(SharedChecks.text(operator.text())).invalid("not a valid selector operator");
        }
    }

    /// Of the fields of a node only its name can be asked for.
    private static void field(Field requirement) {
        Field values = requirement.at("values");
        Field operator = requirement.at("operator");
        if (List.of("In", "NotIn").contains(operator.text())) {
            if (values.value().size() != 1) {
                values.missing("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
            }
        } else {
            operator.as(SharedChecks.text(operator.text())).invalid("not a valid selector operator");
        }
        Field key = requirement.at("key");
        if (!key.text().equals("metadata.name")) {
            key.as(SharedChecks.text(key.text())).invalid("not a valid field selector key");
            return;
        }
        for (int i = 0; i < values.value().size(); i++) {
            JsonNode name = values.value().get(i);
            values.items().get(i).as(name).matches(NameRules::subdomain);
        }
    }
}
