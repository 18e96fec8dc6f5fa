package dev.plumbline.differ.domain.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// [Order] over the kinds that stand on each other.
class OrderTest {
    @Test
    void putsWhatOthersStandOnFirstAndWebhooksLast() {
        List<ResourceId> shuffled = Stream.of("admissionregistration.k8s.io/ValidatingWebhookConfiguration//w",
                "networking.k8s.io/Ingress/shop/i", "apps/Deployment/shop/web", "/Service/shop/web",
                "/ConfigMap/shop/settings", "rbac.authorization.k8s.io/RoleBinding/shop/r",
                "rbac.authorization.k8s.io/Role/shop/r", "/ServiceAccount/shop/web",
                "storage.k8s.io/StorageClass//fast",
                "apiextensions.k8s.io/CustomResourceDefinition//widgets.example.com", "/Namespace//shop")
                .map(ResourceId::parse).toList();

        assertThat(shuffled.stream().sorted(Order.of(Map.of())).toList()).isEqualTo(shuffled.reversed());
    }

    @Test
    void followsTheSnapshotWhereKindsDoNotDecide() {
        ResourceId first = ResourceId.parse("/ConfigMap/shop/z");
        ResourceId second = ResourceId.parse("/ConfigMap/shop/a");

        assertThat(Stream.of(second, first).sorted(Order.of(Map.of(first, 0, second, 1)))).containsExactly(first,
                second);
    }
}
