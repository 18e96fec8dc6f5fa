package dev.plumbline.kubernetes.kinds;

import java.util.Map;

/// Scaling, disruption, priority and access rules.
final class PolicyKinds {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private PolicyKinds() {
    }

    static void addTo(Strategies.Registry kinds) {
        kinds.add("autoscaling", "HorizontalPodAutoscaler", new Rules().defaults(ScalerDefaults.SCALER));
        kinds.add("policy", "PodDisruptionBudget", new Rules().generation()
                .defaults(OtherDefaults.DISRUPTION_BUDGET));
        kinds.add("scheduling.k8s.io", "PriorityClass", new Rules().generation()
                .defaults(OtherDefaults.PRIORITY_CLASS));
        for (String kind : new String[]{"Role", "ClusterRole"}) {
            kinds.add(RBAC, kind, new Rules().names(NameRule.PATH_SEGMENT).createdByPut()
                    .defaults(OtherDefaults.ROLE));
        }
        for (String kind : new String[]{"RoleBinding", "ClusterRoleBinding"}) {
            kinds.add(RBAC, kind, new Rules().names(NameRule.PATH_SEGMENT).createdByPut()
                    .defaults(OtherDefaults.ROLE_BINDING));
        }
        kinds.add("certificates.k8s.io", "CertificateSigningRequest", new Rules()
                .selectable(request -> Map.of("spec.signerName", Trees.text(request, "spec", "signerName"))));
    }
}
