package dev.plumbline.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The kinds that extend or govern the server itself.
final class ClusterKinds {
    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String FLOW = "flowcontrol.apiserver.k8s.io";

    private static final Defaults DEFINITION = Defaults.NONE.make("spec", Defaults.NONE
            .make("names", Defaults.NONE.then(ClusterKinds::names))
            .make("conversion", Defaults.NONE.put("strategy", "None")))
            .make("status");
    private static final Defaults PRIORITY_LEVEL = Defaults.NONE.make("spec", Defaults.NONE.in("limited", Defaults.NONE
            .put("nominalConcurrencyShares", 30).put("lendablePercent", 0)
            .in("limitResponse", Defaults.NONE.in("queuing", Defaults.NONE.put("queues", 64).put("handSize", 8)
                    .put("queueLengthLimit", 50)))));
    private static final Defaults FLOW_SCHEMA = Defaults.NONE.make("spec", Defaults.NONE.put("matchingPrecedence",
            1000));

    private static final Defaults MATCHED = Defaults.NONE.put("matchPolicy", "Equivalent").make("namespaceSelector")
            .make("objectSelector").each("resourceRules", Defaults.NONE.put("scope", "*"))
            .each("excludeResourceRules", Defaults.NONE.put("scope", "*"));
    private static final Defaults ADMISSION_POLICY = Defaults.NONE.make("spec", Defaults.NONE
            .put("failurePolicy", "Fail").in("matchConstraints", MATCHED));
    private static final Defaults POLICY_BINDING = Defaults.NONE.make("spec", Defaults.NONE
            .in("matchResources", MATCHED));

    private ClusterKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("apiextensions.k8s.io", "CustomResourceDefinition", new Rules().generation()
                .defaults(DEFINITION));
        kinds.add(ADMISSION, "ValidatingWebhookConfiguration", new Rules().table(PolicyTables.WEBHOOKS).generation()
                .defaults(OtherDefaults.VALIDATING_WEBHOOKS).check(AdmissionChecks::webhooks));
        kinds.add(ADMISSION, "MutatingWebhookConfiguration", new Rules().table(PolicyTables.WEBHOOKS).generation()
                .defaults(OtherDefaults.MUTATING_WEBHOOKS).check(AdmissionChecks::webhooks));
        kinds.add(ADMISSION, "ValidatingAdmissionPolicy",
                new Rules().table(ClusterTables.VALIDATING_POLICY).generation().defaults(ADMISSION_POLICY)
                        .check(AdmissionChecks::validatingPolicy));
        kinds.add(ADMISSION, "MutatingAdmissionPolicy", new Rules().table(ClusterTables.MUTATING_POLICY).generation()
                .defaults(ADMISSION_POLICY));
        kinds.add(ADMISSION, "ValidatingAdmissionPolicyBinding", new Rules().table(ClusterTables.POLICY_BINDING)
                .generation().defaults(POLICY_BINDING).check(AdmissionChecks::validatingBinding));
        kinds.add(ADMISSION, "MutatingAdmissionPolicyBinding",
                new Rules().table(ClusterTables.POLICY_BINDING).generation().defaults(POLICY_BINDING));
        kinds.add("apiregistration.k8s.io", "APIService",
                new Rules().names(NameRule.PATH_SEGMENT).table(PolicyTables.API_SERVICE));
        kinds.add(FLOW, "PriorityLevelConfiguration",
                new Rules().table(PolicyTables.PRIORITY_LEVEL).generation().defaults(PRIORITY_LEVEL));
        kinds.add(FLOW, "FlowSchema", new Rules().table(PolicyTables.FLOW_SCHEMA).generation().defaults(FLOW_SCHEMA));
    }

    private static void names(ObjectNode names) {
        JsonNode kind = names.path("kind");
        if (kind.isTextual()) {
            Defaults.NONE.put("singular", kind.textValue().toLowerCase(java.util.Locale.ROOT))
                    .put("listKind", kind.textValue() + "List").apply(names);
        }
    }
}
