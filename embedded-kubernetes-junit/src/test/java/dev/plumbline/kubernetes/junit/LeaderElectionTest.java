package dev.plumbline.kubernetes.junit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Two candidates for one Lease, against the rule that one at a time leads and that the other takes over.
@EmbeddedKubernetes(controllers = "namespace")
class LeaderElectionTest {
    private static final Duration LEASE = Duration.ofMillis(1_500);

    private final KubernetesCluster cluster;
    private final List<String> course = new CopyOnWriteArrayList<>();

    LeaderElectionTest(KubernetesCluster cluster) {
        this.cluster = cluster;
    }

    private CompletableFuture<?> candidate(KubernetesClient client, String lease, String name, boolean releases) {
        return client.leaderElector().withConfig(new LeaderElectionConfigBuilder().withName(lease)
                .withLock(new LeaseLock("default", lease, name)).withLeaseDuration(LEASE)
                .withRenewDeadline(Duration.ofMillis(1_000)).withRetryPeriod(Duration.ofMillis(100))
                .withReleaseOnCancel(releases)
                .withLeaderCallbacks(new LeaderCallbacks(() -> course.add(name + " leads"),
                        () -> course.add(name + " stops"), _ -> {
                        }))
                .build()).build().start();
    }

    private Lease lease(KubernetesClient client, String name) {
        return client.leases().inNamespace("default").withName(name).require();
    }

    @Test
    void theOtherTakesOverAtOnceWhenTheLeaderGivesUp() {
        try (KubernetesClient first = Clients.of(cluster.kubeconfig());
                KubernetesClient second = Clients.of(cluster.kubeconfig())) {
            CompletableFuture<?> one = candidate(first, "given-up", "one", true);
            await().until(() -> course.contains("one leads"));
            CompletableFuture<?> two = candidate(second, "given-up", "two", true);

            one.cancel(true);

            await().until(() -> course.contains("two leads"));
            assertThat(course).containsExactly("one leads", "one stops", "two leads");
            assertThat(lease(second, "given-up").getSpec().getHolderIdentity()).isEqualTo("two");
            assertThat(lease(second, "given-up").getSpec().getLeaseTransitions()).isPositive();
            two.cancel(true);
        }
    }

    @Test
    void theOtherTakesOverWhenTheLeaseOfADeadLeaderRunsOut() {
        KubernetesClient first = Clients.of(cluster.kubeconfig());
        try (KubernetesClient second = Clients.of(cluster.kubeconfig())) {
            CompletableFuture<?> one = candidate(first, "left", "one", false);
            await().until(() -> course.contains("one leads"));
            CompletableFuture<?> two = candidate(second, "left", "two", true);

            first.close();
            one.cancel(true);

            await().until(() -> course.contains("two leads"));
            assertThat(lease(second, "left").getSpec().getHolderIdentity()).isEqualTo("two");
            two.cancel(true);
        }
    }
}
