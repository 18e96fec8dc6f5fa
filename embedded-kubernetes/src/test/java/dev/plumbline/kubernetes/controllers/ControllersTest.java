package dev.plumbline.kubernetes.controllers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.client.DeleteOptions;
import dev.plumbline.kubernetes.client.DeleteOptions.Propagation;
import dev.plumbline.kubernetes.client.ResourceClient;

import static dev.plumbline.kubernetes.SingleQuoted.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The controllers on a running server, against what a cluster shows its users.
class ControllersTest {
    private static final String NAMESPACE = "default";

    @TempDir
    private static Path directory;

    private static Cluster cluster;

    @BeforeAll
    static void startsAServer() throws IOException {
        cluster = Cluster.start(new Cluster.Settings(0, directory, Controllers.selected(List.of("*")),
                Optional.empty()));
    }

    @AfterAll
    static void stopsTheServer() throws IOException {
        cluster.close();
    }

    @Test
    void bringsADeploymentToReady() throws IOException {
        ResourceClient deployments = resource("apps", "deployments");

        deployments.create(deployment("ready", "nginx:1"));

        await(() -> assertThat(find(deployments, "ready").at("/status/readyReplicas").asInt()).isEqualTo(2));
        assertThat(find(deployments, "ready").at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(find(deployments, "ready").at("/metadata/annotations/deployment.kubernetes.io~1revision").asText())
                .isEqualTo("1");
    }

    @Test
    void keepsTheOldPodsWhileNewOnesAreNotReady() throws IOException {
        ResourceClient deployments = resource("apps", "deployments");
        deployments.create(deployment("stuck", "nginx:1"));
        await(() -> assertThat(find(deployments, "stuck").at("/status/readyReplicas").asInt()).isEqualTo(2));

        deployments.modify(NAMESPACE, "stuck", changed -> {
            ((ObjectNode) changed.at("/spec/template/spec/containers/0")).put("image", "never-ready:1");
            return changed;
        });

        await(() -> {
            assertThat(find(deployments, "stuck").at("/status/updatedReplicas").asInt()).isEqualTo(1);
            assertThat(find(deployments, "stuck").at("/status/availableReplicas").asInt()).isEqualTo(2);
        });
    }

    @Test
    void leavesPodsPendingForTheDelayThatIsSet(@TempDir Path other) throws IOException {
        try (Cluster slow = Cluster.start(new Cluster.Settings(0, other, Controllers.selected(List.of("*")),
                Optional.empty()).withReadyDelay(Duration.ofHours(1)))) {
            ResourceClient deployments = slow.client("test").resource("apps", "deployments");

            deployments.create(deployment("slow", "nginx:1"));

            await(() -> assertThat(find(deployments, "slow").at("/status/unavailableReplicas").asInt()).isEqualTo(2));
            assertThat(find(deployments, "slow").at("/status/readyReplicas").asInt()).isZero();
        }
    }

    @Test
    void takesTheDependentsOfADeletedOwnerAlong() throws IOException {
        ResourceClient deployments = resource("apps", "deployments");
        ResourceClient sets = resource("apps", "replicasets");
        ObjectNode created = deployments.create(deployment("gone", "nginx:1"));
        String uid = created.at("/metadata/uid").asText();
        await(() -> assertThat(sets.ownedBy(uid)).hasSize(1));

        deployments.delete(NAMESPACE, "gone", DeleteOptions.with(Propagation.BACKGROUND));

        await(() -> assertThat(sets.ownedBy(uid)).isEmpty());
    }

    @Test
    void emptiesADeletedNamespace() throws IOException {
        ResourceClient namespaces = resource("", "namespaces");
        namespaces.create(object("{'metadata':{'name':'brief'}}"));
        await(() -> assertThat(resource("", "serviceaccounts").find("brief", "default")).isPresent());

        namespaces.delete("", "brief", DeleteOptions.DEFAULT);

        await(() -> assertThat(namespaces.find("", "brief")).isEmpty());
    }

    @Test
    void refusesAControllerThatItDoesNotKnow() {
        assertThatThrownBy(() -> Controllers.selected(List.of("*", "-nope"))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("\"nope\" is no controller");
        assertThat(Controllers.selected(List.of("*", "-job"))).doesNotContain("job").contains("deployment");
    }

    private static ResourceClient resource(String group, String plural) {
        return cluster.client("test").resource(group, plural);
    }

    private static ObjectNode find(ResourceClient resource, String name) {
        return resource.find(NAMESPACE, name).orElseThrow();
    }

    private static ObjectNode deployment(String name, String image) throws IOException {
        return object("{'metadata':{'name':'" + name + "','namespace':'default'},'spec':{'replicas':2,'selector':"
                + "{'matchLabels':{'app':'" + name + "'}},'template':{'metadata':{'labels':{'app':'" + name
                + "'}},'spec':{'containers':[{'name':'c','image':'" + image + "'}]}}}}");
    }

    private static void await(org.awaitility.core.ThrowingRunnable claim) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).untilAsserted(claim);
    }
}
