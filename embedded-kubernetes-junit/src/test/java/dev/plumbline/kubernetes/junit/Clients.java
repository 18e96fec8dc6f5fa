package dev.plumbline.kubernetes.junit;

import java.nio.file.Path;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/// Clients as programs make them, and what they send.
final class Clients {

    private Clients() {
    }

    static KubernetesClient of(Path kubeconfig) {
        return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile())).build();
    }

    /// Through another address, trying again quickly when it is cut off.
    static KubernetesClient through(Path kubeconfig, String url) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile())).withMasterUrl(url)
                .withWatchReconnectInterval(50).withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    static ConfigMap configMap(String name, String key, String value) {
        return new ConfigMapBuilder().withNewMetadata().withName(name).withNamespace("default").endMetadata()
                .withData(Map.of(key, value)).build();
    }
}
