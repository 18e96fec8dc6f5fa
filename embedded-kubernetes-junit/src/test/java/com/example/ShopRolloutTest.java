package com.example;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;

import dev.plumbline.kubernetes.junit.EmbeddedKubernetes;
import dev.plumbline.kubernetes.junit.KubernetesCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

@EmbeddedKubernetes(controllers = {"deployment", "replicaset", "kubelet"})
class ShopRolloutTest {
    private static final String SHOP = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec: {containers: [{name: shop, image: "registry.example.com/shop:1.4"}]}
            """;

    @Test
    void rollsOut(KubernetesCluster cluster) {
        Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            Resource<Deployment> shop = client.resource(Serialization.unmarshal(SHOP, Deployment.class));

            shop.serverSideApply();

            Deployment ready = shop.waitUntilReady(10, TimeUnit.SECONDS);
            assertEquals(2, ready.getStatus().getReadyReplicas());
        }
    }
}
