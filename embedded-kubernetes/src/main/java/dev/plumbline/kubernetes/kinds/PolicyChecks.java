package dev.plumbline.kubernetes.kinds;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.NameRules;

/// What the kinds of scaling, disruption, priority and access must fulfil.
final class PolicyChecks {
    private static final Map<String, Integer> SYSTEM_PRIORITIES = Map.of("system-cluster-critical", 2_000_000_000,
            "system-node-critical", 2_000_001_000);

    private PolicyChecks() {
    }

    static void disruptionBudget(Field budget) {
        Field spec = budget.at("spec");
        if (spec.at("minAvailable").isPresent() && spec.at("maxUnavailable").isPresent()) {
            spec.as(internalBudget(spec.value())).invalid("minAvailable and maxUnavailable cannot be both set");
        }
        SharedChecks.intOrPercent(spec.at("minAvailable"), 100);
        SharedChecks.intOrPercent(spec.at("maxUnavailable"), 100);
        SharedChecks.selector(spec.at("selector"));
        spec.at("unhealthyPodEvictionPolicy").oneOf("AlwaysAllow", "IfHealthyBudget");
    }

    private static ObjectNode internalBudget(JsonNode spec) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("minAvailable", "selector", "maxUnavailable", "unhealthyPodEvictionPolicy")) {
            String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
            shown.set(name, spec.has(field) ? spec.get(field) : JsonNodeFactory.instance.nullNode());
        }
        return shown;
    }

    static void scaler(Field scaler) {
        Field spec = scaler.at("spec");
        spec.at("minReplicas").atLeast(1);
        Field max = spec.at("maxReplicas");
        if (max.value().asInt() < 1) {
            max.missing("must be set and greater than 0");
        }
        if (max.value().asInt() < spec.at("minReplicas").value().asInt()) {
            max.as(JsonNodeFactory.instance.numberNode(max.value().asInt()))
                    .invalid("must be greater than or equal to `minReplicas`");
        }
        Field target = spec.at("scaleTargetRef");
        target.at("kind").required();
        target.at("name").required();
        boolean isCore = target.at("kind").text().equals("ReplicationController");
        if (target.at("apiVersion").text().isEmpty() && !isCore) {
            target.at("apiVersion").as(SharedChecks.text("")).invalid("apiVersion must specify API group");
        }
        spec.at("metrics").each(PolicyChecks::metric);
    }

    private static void metric(Field metric) {
        Field type = metric.at("type");
        if (!type.isSet()) {
            type.missing("must specify a metric source type");
            return;
        }
        type.oneOf("ContainerResource", "External", "Object", "Pods", "Resource");
        String source = Character.toLowerCase(type.text().charAt(0)) + type.text().substring(1);
        if (!metric.at(source).isPresent()) {
            metric.at(source).missing("must populate information for the given metric source");
            return;
        }
        Field target = metric.at(source, "target");
        target.at("type").requiredOneOf("must specify a metric target type", "Utilization", "Value", "AverageValue");
        target.at("averageUtilization").positive();
    }

    static void role(Field role, boolean isClusterRole) {
        role.at("aggregationRule").ifPresent(rule -> {
            Field selectors = rule.at("clusterRoleSelectors");
            if (selectors.value().isEmpty()) {
                selectors.missing("at least one clusterRoleSelector required if aggregationRule is non-nil");
            }
            selectors.each(SharedChecks::selector);
        });
        role.at("rules").each(rule -> {
            if (rule.at("verbs").value().isEmpty()) {
                rule.at("verbs").missing("verbs must contain at least one value");
            }
            boolean isUrl = !rule.at("nonResourceURLs").value().isEmpty();
            if (isUrl) {
                if (!isClusterRole) {
                    rule.at("nonResourceURLs").invalid("namespaced rules cannot apply to non-resource URLs");
                }
                if (!rule.at("resources").value().isEmpty() || !rule.at("apiGroups").value().isEmpty()) {
                    rule.at("nonResourceURLs").invalid(
                            "rules cannot apply to both regular resources and non-resource URLs");
                }
                return;
            }
            if (rule.at("apiGroups").value().isEmpty()) {
                rule.at("apiGroups").missing("resource rules must supply at least one api group");
            }
            if (rule.at("resources").value().isEmpty()) {
                rule.at("resources").missing("resource rules must supply at least one resource");
            }
        });
    }

    static void roleBinding(Field binding, String... roleKinds) {
        Field ref = binding.at("roleRef");
        if (!ref.at("apiGroup").text().equals("rbac.authorization.k8s.io")) {
            ref.at("apiGroup").unsupported(List.of("rbac.authorization.k8s.io"));
        }
        if (!List.of(roleKinds).contains(ref.at("kind").text())) {
            ref.at("kind").as(SharedChecks.text(ref.at("kind").text())).unsupported(List.of(roleKinds));
        }
        if (ref.at("name").isSet()) {
            ref.at("name").matches(name -> NameRules.check(NameRule.PATH_SEGMENT, name, false));
        } else {
            ref.at("name").missing("");
        }
        boolean isNamespaced = roleKinds.length > 1;
        binding.at("subjects").each(subject -> subject(subject, isNamespaced));
    }

    private static void subject(Field subject, boolean isNamespaced) {
        subject.at("name").required();
        Field group = subject.at("apiGroup");
        switch (subject.at("kind").text()) {
            case "ServiceAccount" -> {
                subject.at("name").matches(NameRules::subdomain);
                if (group.isSet()) {
                    group.unsupported(List.of(""));
                }
                if (!isNamespaced) {
                    subject.at("namespace").required();
                }
            }
            case "User", "Group" -> {
                if (!group.text().equals("rbac.authorization.k8s.io")) {
                    group.unsupported(List.of("rbac.authorization.k8s.io"));
                }
            }
            default -> subject.at("kind").as(SharedChecks.text(subject.at("kind").text()))
                    .unsupported(List.of("ServiceAccount", "User", "Group"));
        }
    }

    static void roleBindingUpdate(Field binding, ObjectNode old) {
        binding.at("roleRef").immutable(old.path("roleRef"), "cannot change roleRef");
    }

    /// Classes with the prefix `system-` are those that the server itself has.
    static void priorityClass(Field priority) {
        int highest = 1_000_000_000;
        String name = priority.at("metadata", "name").text();
        int value = priority.at("value").value().asInt();
        boolean isKnown = SYSTEM_PRIORITIES.getOrDefault(name, 0) == value && value > highest
                && !priority.at("globalDefault").value().asBoolean();
        if (name.startsWith("system-") && !isKnown) {
            priority.at("metadata", "name").forbidden("priority class names with 'system-' prefix are reserved for "
                    + "system use only");
        } else if (value > highest && !isKnown) {
            priority.at("value").forbidden("maximum allowed value of a user defined priority is " + highest);
        }
        priority.at("preemptionPolicy").oneOf("Never", "PreemptLowerPriority");
    }

    static void priorityClassUpdate(Field priority, ObjectNode old) {
        priority.at("value").immutable(old.path("value"), "may not be changed in an update.");
        priority.at("preemptionPolicy").immutable(old.path("preemptionPolicy"));
    }
}
