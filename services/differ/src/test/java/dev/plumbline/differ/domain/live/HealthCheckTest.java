package dev.plumbline.differ.domain.live;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationStatus.Health;

import static org.assertj.core.api.Assertions.assertThat;

/// [HealthCheck] against the rules of Argo CD's gitops-engine and of kstatus, kind by kind.
class HealthCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest(name = "{1} {2} is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "v1|ConfigMap|{}|HEALTHY",
            "v1|ConfigMap|{\"metadata\":{\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}}|PROGRESSING",
            "apps/v1|Deployment|{\"spec\":{\"replicas\":2}}|PROGRESSING",
            "apps/v1|Deployment|{\"spec\":{\"paused\":true}}|SUSPENDED",
            "apps/v1|Deployment|{\"spec\":{\"replicas\":2},\"status\":{\"observedGeneration\":1,\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":2}}|HEALTHY",
            "apps/v1|Deployment|{\"spec\":{\"replicas\":2},\"status\":{\"observedGeneration\":1,\"replicas\":3,\"updatedReplicas\":2,\"availableReplicas\":2}}|PROGRESSING",
            "apps/v1|Deployment|{\"spec\":{\"replicas\":2},\"status\":{\"observedGeneration\":1,\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":1}}|PROGRESSING",
            "apps/v1|Deployment|{\"status\":{\"observedGeneration\":1,\"conditions\":[{\"type\":\"Progressing\",\"status\":\"False\",\"reason\":\"ProgressDeadlineExceeded\"}]}}|DEGRADED",
            "apps/v1|Deployment|{\"metadata\":{\"generation\":2},\"spec\":{\"replicas\":0},\"status\":{\"observedGeneration\":1}}|PROGRESSING",
            "apps/v1|StatefulSet|{\"spec\":{\"replicas\":1},\"status\":{\"observedGeneration\":1,\"readyReplicas\":1,\"currentRevision\":\"a\",\"updateRevision\":\"a\"}}|HEALTHY",
            "apps/v1|StatefulSet|{\"spec\":{\"replicas\":1},\"status\":{\"observedGeneration\":1,\"readyReplicas\":1,\"currentRevision\":\"a\",\"updateRevision\":\"b\"}}|PROGRESSING",
            "apps/v1|DaemonSet|{\"status\":{\"observedGeneration\":1,\"desiredNumberScheduled\":2,\"updatedNumberScheduled\":2,\"numberAvailable\":1}}|PROGRESSING",
            "batch/v1|Job|{\"status\":{\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\"}]}}|HEALTHY",
            "batch/v1|Job|{\"status\":{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\"}]}}|DEGRADED",
            "batch/v1|Job|{}|PROGRESSING",
            "v1|Pod|{\"spec\":{\"restartPolicy\":\"Always\"},\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}|HEALTHY",
            "v1|Pod|{\"status\":{\"phase\":\"Pending\",\"containerStatuses\":[{\"state\":{\"waiting\":{\"reason\":\"ImagePullBackOff\"}}}]}}|DEGRADED",
            "v1|Service|{\"spec\":{\"type\":\"LoadBalancer\"}}|PROGRESSING",
            "v1|Service|{\"spec\":{\"type\":\"ClusterIP\"}}|HEALTHY",
            "v1|PersistentVolumeClaim|{\"status\":{\"phase\":\"Lost\"}}|DEGRADED",
            "networking.k8s.io/v1|Ingress|{}|HEALTHY",
            "apiextensions.k8s.io/v1|CustomResourceDefinition|{\"status\":{\"conditions\":[{\"type\":\"Established\",\"status\":\"True\"}]}}|HEALTHY",
            "apiextensions.k8s.io/v1|CustomResourceDefinition|{\"status\":{\"conditions\":[{\"type\":\"NamesAccepted\",\"status\":\"False\"}]}}|DEGRADED",
            "autoscaling/v2|HorizontalPodAutoscaler|{\"status\":{\"conditions\":[{\"type\":\"ScalingActive\",\"status\":\"False\",\"reason\":\"FailedGetScale\"}]}}|DEGRADED",
            "example.com/v1|Widget|{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}}|PROGRESSING",
            "example.com/v1|Widget|{\"status\":{\"conditions\":[{\"type\":\"Stalled\",\"status\":\"True\"}]}}|DEGRADED",
            "example.com/v1|Widget|{}|HEALTHY"})
    void tellsWhetherAnObjectDoesItsWork(String apiVersion, String kind, String rest, Health expected)
            throws JsonProcessingException {
        ObjectNode object = (ObjectNode) JSON.readTree(rest);
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.withObjectProperty("metadata").put("name", "x");

        assertThat(HealthCheck.of(LiveObject.of(object)).health()).isEqualTo(expected);
    }
}
