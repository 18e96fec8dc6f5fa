package dev.plumbline.kubernetes.quota;

import java.io.IOException;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.kubernetes.client.ResourceName;

import static org.assertj.core.api.Assertions.assertThat;

/// What quotas charge for Pods, Services and claims, held against the rules of the real evaluators.
class UsageTest {
    private final Usage pods = Usage.of(new ResourceName("", "pods"));

    @Test
    void chargesTheGreaterOfContainersAndInitContainers() throws IOException {
        JsonNode pod = json("""
                {"spec": {"overhead": {"cpu": "50m"},
                  "containers": [{"resources": {"requests": {"cpu": "100m"}}}, {"resources": {"requests": {"cpu": "200m"}}}],
                  "initContainers": [{"resources": {"requests": {"cpu": "1"}}}]}}""");

        assertThat(pods.of(pod).only(Set.of("requests.cpu"))).hasToString("requests.cpu=1050m");
    }

    @Test
    void countsSidecarsTogetherWithContainers() throws IOException {
        JsonNode pod = json("""
                {"spec": {"containers": [{"resources": {"requests": {"memory": "1Gi"}}}],
                  "initContainers": [{"restartPolicy": "Always", "resources": {"requests": {"memory": "1Gi"}}}]}}""");

        assertThat(pods.of(pod).only(Set.of("memory"))).hasToString("memory=2Gi");
    }

    @Test
    void chargesAnEndedPodAsAnObjectOnly() throws IOException {
        assertThat(pods.of(json("{\"status\": {\"phase\": \"Succeeded\"}}"))).hasToString("count/pods=1");
    }

    @Test
    void namesTheContainersThatSayNothing() throws IOException {
        JsonNode pod = json("""
                {"spec": {"containers": [{"name": "b"}, {"name": "a"}]}}""");

        assertThat(pods.missing(Set.of("requests.cpu", "pods"), pod))
                .hasValue("must specify requests.cpu for: a,b");
    }

    @Test
    void chargesAClaimToItsStorageClassToo() throws IOException {
        JsonNode claim = json("""
                {"spec": {"storageClassName": "gold", "resources": {"requests": {"storage": "1Gi"}}}}""");

        assertThat(Usage.of(new ResourceName("", "persistentvolumeclaims")).of(claim)).hasToString(
                "count/persistentvolumeclaims=1,gold.storageclass.storage.k8s.io/persistentvolumeclaims=1,"
                        + "gold.storageclass.storage.k8s.io/requests.storage=1Gi,persistentvolumeclaims=1,"
                        + "requests.storage=1Gi");
    }

    @Test
    void countsNodePortsOfLoadBalancersUnlessTheyHaveNone() throws IOException {
        Usage services = Usage.of(new ResourceName("", "services"));
        JsonNode balanced = json("{\"spec\": {\"type\": \"LoadBalancer\", \"ports\": [{}, {}]}}");
        JsonNode without = json("""
                {"spec": {"type": "LoadBalancer", "allocateLoadBalancerNodePorts": false, "ports": [{}, {}]}}""");

        assertThat(services.of(balanced).only(Set.of("services.nodeports"))).hasToString("services.nodeports=2");
        assertThat(services.of(without).only(Set.of("services.nodeports"))).hasToString("services.nodeports=0");
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
