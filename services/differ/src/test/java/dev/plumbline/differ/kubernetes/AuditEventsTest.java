package dev.plumbline.differ.kubernetes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.differ.domain.drift.ClusterWrite;
import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// [AuditEvents] from events as a kube-apiserver sends them.
class AuditEventsTest {
    private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
    private static final String PATCH = """
            {"level":"Metadata","auditID":"a","stage":"ResponseComplete","verb":"patch",
             "requestURI":"/apis/apps/v1/namespaces/shop/deployments/web?fieldManager=kubectl-edit&x=y",
             "user":{"username":"admin"},"impersonatedUser":{"username":"alice"},"userAgent":"kubectl/v1.36 (linux)",
             "objectRef":{"resource":"deployments","namespace":"shop","name":"web","apiGroup":"apps","apiVersion":"v1"},
             "responseStatus":{"metadata":{},"code":200},"stageTimestamp":"2026-11-24T14:02:11.350123Z"}""";

    private static List<ClusterWrite> writes(String event) throws JsonProcessingException {
        return AuditEvents.writes(JsonMapper.builder().build().readTree("{\"items\":[" + event + "]}"),
                (group, plural, namespace, name) -> plural.equals("deployments")
                        ? Optional.of(new ResourceId(group, "Deployment", namespace, name))
                        : Optional.empty());
    }

    @Test
    void readTheOneWhoWasActedAsAndTheManagerOfTheRequest() throws JsonProcessingException {
        assertThat(writes(PATCH)).containsExactly(
                new ClusterWrite(WEB, "kubectl-edit", "alice", Instant.parse("2026-11-24T14:02:11.350123Z")));
    }

    @Test
    void takeTheProgramForTheManagerWhereNoneIsNamed() throws JsonProcessingException {
        assertThat(writes(PATCH.replace("fieldManager=kubectl-edit&", "")
                .replace("\"impersonatedUser\":{\"username\":\"alice\"},", ""))).singleElement().satisfies(write -> {
                    assertThat(write.manager()).isEqualTo("kubectl");
                    assertThat(write.user()).isEqualTo("admin");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResponseComplete>RequestReceived", "\"code\":200>\"code\":409", "x=y>dryRun=All",
            "\"verb\":\"patch\">\"verb\":\"get\"", "\"resource\":\"deployments\">\"resource\":\"pods\"",
            "\"namespace\":\"shop\">\"subresource\":\"status\"", "2026-11-24>soon"})
    void passOverWhatIsNoWriteOfAWatchedResource(String change) throws JsonProcessingException {
        String[] parts = change.split(">", 2);

        assertThat(writes(PATCH.replace(parts[0], parts[1]))).isEmpty();
    }
}
