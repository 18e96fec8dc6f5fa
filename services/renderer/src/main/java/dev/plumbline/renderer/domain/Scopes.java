package dev.plumbline.renderer.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/// Which kinds are cluster-scoped: the built-in ones of Kubernetes 1.36, and those whose definition in the same set says
/// so. Every other kind counts as namespaced.
record Scopes(Set<String> cluster) {
    private static final Set<String> BUILT_IN = Set.of("/Namespace", "/Node", "/PersistentVolume", "/ComponentStatus",
            "admissionregistration.k8s.io/MutatingAdmissionPolicy",
            "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/MutatingWebhookConfiguration",
            "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
            "apiextensions.k8s.io/CustomResourceDefinition", "apiregistration.k8s.io/APIService",
            "certificates.k8s.io/CertificateSigningRequest", "certificates.k8s.io/ClusterTrustBundle",
            "flowcontrol.apiserver.k8s.io/FlowSchema", "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
            "networking.k8s.io/IngressClass", "networking.k8s.io/IPAddress", "networking.k8s.io/ServiceCIDR",
            "node.k8s.io/RuntimeClass", "rbac.authorization.k8s.io/ClusterRole",
            "rbac.authorization.k8s.io/ClusterRoleBinding", "resource.k8s.io/DeviceClass",
            "resource.k8s.io/ResourceSlice", "scheduling.k8s.io/PriorityClass", "storage.k8s.io/CSIDriver",
            "storage.k8s.io/CSINode", "storage.k8s.io/StorageClass", "storage.k8s.io/VolumeAttachment",
            "storage.k8s.io/VolumeAttributesClass", "storagemigration.k8s.io/StorageVersionMigration");

    static Scopes of(List<RenderedObject> objects) {
        Set<String> cluster = new HashSet<>(BUILT_IN);
        for (RenderedObject object : objects) {
            JsonNode manifest = object.manifest();
            if (manifest.path("kind").asText().equals("CustomResourceDefinition")
                    && manifest.path("spec").path("scope").asText().equals("Cluster")) {
                cluster.add(manifest.path("spec").path("group").asText() + "/"
                        + manifest.path("spec").path("names").path("kind").asText());
            }
        }
        return new Scopes(cluster);
    }

    boolean isClusterScoped(String group, String kind) {
        return cluster.contains(group + "/" + kind);
    }
}
