package dev.plumbline.kubernetes.podsecurity;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The levels of the Pod Security Standards against Pods that break one rule each, with the words of the real plugin.
class StandardTest {
    private static final Standard BASELINE = new Standard(Level.BASELINE, Standard.LATEST);
    private static final Standard RESTRICTED = new Standard(Level.RESTRICTED, Standard.LATEST);
    private static final String HARDENED = "\"allowPrivilegeEscalation\":false,\"runAsNonRoot\":true,"
            + "\"capabilities\":{\"drop\":[\"ALL\"]},\"seccompProfile\":{\"type\":\"RuntimeDefault\"}";

    @Test
    void allowsAHardenedPodAtEachLevel() throws IOException {
        JsonNode pod = pod("{\"name\":\"c\",\"securityContext\":{" + HARDENED + "}}", "");

        assertThat(RESTRICTED.violations(pod)).isEmpty();
        assertThat(BASELINE.violations(pod)).isEmpty();
    }

    @Test
    void namesHostNamespacesAndPortsInTheOrderOfTheRules() throws IOException {
        JsonNode pod = pod("{\"name\":\"c\",\"ports\":[{\"hostPort\":80}]}", ",\"hostPID\":true,\"hostNetwork\":true");

        assertThat(Violation.details(BASELINE.violations(pod))).isEqualTo(
                "host namespaces (hostNetwork=true, hostPID=true), hostPort (container \"c\" uses hostPort 80)");
    }

    @Test
    void replacesRulesOfBaselineByStricterOnes() throws IOException {
        JsonNode pod = pod("{\"name\":\"c\",\"securityContext\":{" + HARDENED.replace("\"drop\"",
                "\"add\":[\"SYS_TIME\"],\"drop\"") + "}}", ",\"volumes\":[{\"name\":\"v\",\"hostPath\":{}}]");

        assertThat(Violation.reasons(BASELINE.violations(pod)))
                .isEqualTo("non-default capabilities, hostPath volumes");
        assertThat(Violation.details(RESTRICTED.violations(pod))).isEqualTo(
                "unrestricted capabilities (container \"c\" must not include \"SYS_TIME\" in "
                        + "securityContext.capabilities.add), restricted volume types (volume \"v\" uses restricted "
                        + "volume type \"hostPath\")");
    }

    @Test
    void judgesByTheVersionThatIsNamed() throws IOException {
        JsonNode pod = pod("{\"name\":\"c\"}", ",\"securityContext\":{\"sysctls\":[{\"name\":\"net.ipv4.tcp_rmem\"}]}");

        assertThat(new Standard(Level.BASELINE, 31).violations(pod)).hasSize(1);
        assertThat(new Standard(Level.BASELINE, 32).violations(pod)).isEmpty();
    }

    @Test
    void warnsAtTheEnforcedLevelUnlessToldOtherwise() throws IOException {
        Policy policy = Policy.of(json("{\"pod-security.kubernetes.io/enforce\":\"baseline\","
                + "\"pod-security.kubernetes.io/enforce-version\":\"v1.30\"}"));

        assertThat(policy.warn()).hasToString("baseline:v1.30");
        assertThat(policy.audit()).hasToString("privileged:latest");
    }

    @Test
    void enforcesTheStrictestLevelWhenTheLabelIsUnreadable() throws IOException {
        Policy policy = Policy.of(json("{\"pod-security.kubernetes.io/enforce\":\"nonsense\"}"));

        assertThat(policy.enforce()).hasToString("restricted:latest");
        assertThat(policy.complaints()).hasSize(1);
    }

    private static JsonNode pod(String container, String more) throws IOException {
        return json("{\"spec\":{\"containers\":[" + container + "]" + more + "}}");
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
