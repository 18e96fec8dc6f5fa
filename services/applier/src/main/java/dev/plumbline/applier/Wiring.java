package dev.plumbline.applier;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

import dev.plumbline.applier.domain.Cluster;
import dev.plumbline.applier.domain.PlanExecution;
import dev.plumbline.applier.kubernetes.KubernetesCluster;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.KafkaSettings;
import dev.plumbline.messaging.Outbox;

/// Builds the applier from its parts.
class Wiring {
    private static final String SERVICE = "applier";

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Broker broker(KafkaSettings settings) {
        return settings.broker();
    }

    @Produces
    @Singleton
    EventCodec codec(InstantSource clock) {
        return new EventCodec(SERVICE, clock);
    }

    /// @param channel never asked: naming it here makes the channel and its producer exist
    @Produces
    @Singleton
    Outbox outbox(@Channel("outbox") Instance<MutinyEmitter<byte[]>> channel, KafkaClientService clients,
            EventCodec codec) {
        return new Outbox(() -> clients.<String, byte[]>getProducer("outbox").unwrap(), codec);
    }

    @Produces
    @Singleton
    KubernetesClient kubernetesClient(ApplierConfig config) {
        Config kubeconfig = config.kubernetes().kubeconfig()
                .map(file -> Config.fromKubeconfig(Path.of(file).toFile())).orElseGet(() -> Config.autoConfigure(null));
        kubeconfig.setUserAgent("plumbline-applier");
        kubeconfig.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(kubeconfig).build();
    }

    @Produces
    @Singleton
    Cluster cluster(KubernetesClient client, ApplierConfig config, MeterRegistry metrics) {
        return new KubernetesCluster(client, BuiltInTypes.load(), config.kubernetes().patience(), metrics);
    }

    @Produces
    @Singleton
    PlanExecution execution(Cluster cluster, ApplierConfig config, InstantSource clock) {
        return new PlanExecution(cluster, config.installation(), clock);
    }
}
