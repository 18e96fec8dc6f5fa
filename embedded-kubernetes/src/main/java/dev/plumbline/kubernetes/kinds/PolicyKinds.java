package dev.plumbline.kubernetes.kinds;

import java.util.Map;

/// Scaling, disruption, priority and access rules.
final class PolicyKinds {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private PolicyKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("autoscaling", "HorizontalPodAutoscaler",
                new Rules().table(PolicyTables.SCALER).defaults(ScalerDefaults.SCALER)
                        .check(PolicyChecks::scaler));
        kinds.add("autoscaling", "Scale", new Rules().table(WorkloadTables.SCALE));
        kinds.add("policy", "PodDisruptionBudget", new Rules().table(PolicyTables.DISRUPTION_BUDGET).generation()
                .defaults(OtherDefaults.DISRUPTION_BUDGET).check(PolicyChecks::disruptionBudget));
        kinds.add("scheduling.k8s.io", "PriorityClass", new Rules().table(PolicyTables.PRIORITY_CLASS).generation()
                .defaults(OtherDefaults.PRIORITY_CLASS).check(PolicyChecks::priorityClass)
                .checkUpdate(PolicyChecks::priorityClassUpdate));
        for (String kind : new String[]{"Role", "ClusterRole"}) {
            kinds.add(RBAC, kind, new Rules().names(NameRule.PATH_SEGMENT).createdByPut()
                    .defaults(OtherDefaults.ROLE)
                    .check(role -> PolicyChecks.role(role, kind.equals("ClusterRole"))));
        }
        for (String kind : new String[]{"RoleBinding", "ClusterRoleBinding"}) {
            kinds.add(RBAC, kind,
                    new Rules().names(NameRule.PATH_SEGMENT).createdByPut().table(PolicyTables.ROLE_BINDING)
                            .defaults(OtherDefaults.ROLE_BINDING).checkUpdate(PolicyChecks::roleBindingUpdate)
                            .check(binding -> PolicyChecks.roleBinding(binding, roles(kind))));
        }
        kinds.add("certificates.k8s.io", "CertificateSigningRequest", new Rules().table(PolicyTables.SIGNING_REQUEST)
                .onCreate(request -> request.remove("status")).onUpdate(SigningRequests::keep)
                .onApproval(SigningRequests::approve).onStatusUpdate(SigningRequests::keepApproval)
                .check(SigningRequests::check)
                .selectable(request -> Map.of("spec.signerName", Trees.text(request, "spec", "signerName"))));
    }

    /// A binding in a namespace may name roles of the namespace or of the cluster.
    private static String[] roles(String binding) {
        return binding.equals("RoleBinding") ? new String[]{"Role", "ClusterRole"} : new String[]{"ClusterRole"};
    }
}
