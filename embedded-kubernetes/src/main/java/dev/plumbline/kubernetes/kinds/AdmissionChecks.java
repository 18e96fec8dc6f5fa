package dev.plumbline.kubernetes.kinds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.api.NameRules;

/// What webhooks and policies of admission must fulfil (pkg/apis/admissionregistration/validation).
final class AdmissionChecks {
    private static final int LONGEST_SECONDS = 30;
    private static final int SEGMENTS = 3;
    private static final String ALL = "*";
    private static final List<String> REVIEWS = List.of("v1", "v1beta1");
    private static final String NO_CONTENT = "validations or auditAnnotations must contain at least one item";

    private AdmissionChecks() {
    }

    static void webhooks(Field configuration) {
        Set<String> names = new HashSet<>();
        configuration.at("webhooks").each(webhook -> {
            Field name = webhook.at("name");
            qualified(name);
            if (!names.add(name.text())) {
                name.duplicate();
            }
            webhook(webhook);
        });
    }

    private static void qualified(Field name) {
        if (!name.isSet()) {
            name.missing("");
        } else if (!NameRules.subdomain(name.text()).isEmpty()) {
            name.matches(NameRules::subdomain);
        } else if (name.text().split("\\.", -1).length < SEGMENTS) {
            name.invalid("should be a domain with at least three segments separated by dots");
        }
    }

    private static void webhook(Field webhook) {
        Field versions = webhook.at("admissionReviewVersions");
        if (versions.value().isEmpty()) {
            versions.missing("must specify one of v1, v1beta1");
        } else if (Trees.texts(versions.value()).stream().noneMatch(REVIEWS::contains)) {
            versions.invalid("must include at least one of v1, v1beta1");
        }
        webhook.at("rules").each(AdmissionChecks::rule);
        webhook.at("failurePolicy").oneOf("Fail", "Ignore");
        webhook.at("matchPolicy").oneOf("Equivalent", "Exact");
        webhook.at("reinvocationPolicy").oneOf("IfNeeded", "Never");
        webhook.at("sideEffects").requiredOneOf("must specify one of None, NoneOnDryRun", "None", "NoneOnDryRun");
        Field timeout = webhook.at("timeoutSeconds");
        int seconds = timeout.value().asInt(1);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            timeout.invalid("the timeout value must be between 1 and 30 seconds");
        }
        SharedChecks.selector(webhook.at("namespaceSelector"));
        SharedChecks.selector(webhook.at("objectSelector"));
        Field client = webhook.at("clientConfig");
        if (client.at("url").isPresent() == client.at("service").isPresent()) {
            client.missing("exactly one of url or service is required");
        }
        client.at("service").ifPresent(service -> {
            service.at("name").required("service name is required");
            service.at("namespace").required("service namespace is required");
        });
    }

    private static void rule(Field rule) {
        wildcard(rule.at("operations"), "operations");
        rule.at("operations").each(operation -> operation.oneOf(ALL, "CONNECT", "CREATE", "DELETE", "UPDATE"));
        wildcard(rule.at("apiGroups"), "API groups");
        wildcard(rule.at("apiVersions"), "API versions");
        rule.at("apiVersions").each(Field::required);
        if (rule.at("resources").value().isEmpty()) {
            rule.at("resources").missing("");
        }
        rule.at("scope").oneOf(ALL, "Cluster", "Namespaced");
    }

    private static void wildcard(Field values, String what) {
        if (values.value().isEmpty()) {
            values.missing("");
        } else if (values.value().size() > 1 && Trees.texts(values.value()).contains(ALL)) {
            values.invalid("if '*' is present, must not specify other " + what);
        }
    }

    static void validatingPolicy(Field policy) {
        Field spec = policy.at("spec");
        Field constraints = spec.at("matchConstraints");
        if (!constraints.isPresent()) {
            constraints.missing("");
        } else if (constraints.at("resourceRules").value().isEmpty()) {
            constraints.at("resourceRules").missing("");
        }
        constraints.at("resourceRules").each(AdmissionChecks::rule);
        constraints.at("matchPolicy").oneOf("Equivalent", "Exact");
        spec.at("failurePolicy").oneOf("Fail", "Ignore");
        if (spec.at("validations").value().isEmpty() && spec.at("auditAnnotations").value().isEmpty()) {
            spec.at("validations").missing(NO_CONTENT);
            spec.at("auditAnnotations").missing(NO_CONTENT);
        }
        spec.at("validations").each(validation -> validation.at("expression").required("expression is not specified"));
    }

    static void validatingBinding(Field binding) {
        Field spec = binding.at("spec");
        spec.at("policyName").requiredMatch(NameRules::subdomain);
        Field actions = spec.at("validationActions");
        if (actions.value().isEmpty()) {
            actions.missing("");
        }
        actions.each(action -> action.oneOf("Audit", "Deny", "Warn"));
        List<String> asked = Trees.texts(actions.value());
        if (asked.contains("Deny") && asked.contains("Warn")) {
            actions.invalid("must not contain both Deny and Warn (repeating the same validation failure information in "
                    + "the API response and headers serves no purpose)");
        }
    }
}
