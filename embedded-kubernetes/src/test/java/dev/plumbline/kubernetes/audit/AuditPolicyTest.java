package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.access.User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Policy files against the levels that kube-apiserver's rules give to requests.
class AuditPolicyTest {
    private static final User ALICE = new User("alice", "", List.of("developers", "system:authenticated"), Map.of());

    @TempDir
    Path directory = Path.of("");

    private AuditPolicy policy(String text) throws IOException {
        return AuditPolicy.read(Files.writeString(directory.resolve("policy.yaml"),
                "apiVersion: audit.k8s.io/v1\nkind: Policy\n" + text));
    }

    private static Attributes resource(String verb, String group, String resource, String subresource, String name) {
        return new Attributes(verb, group, "v1", resource, subresource, "shop", name, "");
    }

    @Test
    void takesTheFirstRuleThatCoversARequest() throws IOException {
        AuditPolicy policy = policy("""
                rules:
                - {level: None, users: [root]}
                - {level: Request, userGroups: [developers], verbs: [delete]}
                - {level: Metadata, namespaces: [shop]}
                """);

        assertThat(policy.of(ALICE, resource("delete", "", "pods", "", "a")).level()).isEqualTo(Level.REQUEST);
        assertThat(policy.of(ALICE, resource("get", "", "pods", "", "a")).level()).isEqualTo(Level.METADATA);
        assertThat(policy.of(null, resource("delete", "", "pods", "", "a")).level()).isEqualTo(Level.METADATA);
        assertThat(policy.of(User.component("root"), resource("get", "", "pods", "", "a")).level())
                .isEqualTo(Level.NONE);
        assertThat(policy.of(ALICE, Attributes.path("get", "/version")).level()).isEqualTo(Level.NONE);
    }

    @ParameterizedTest
    @CsvSource(value = {"pods|pods||true", "pods|pods|status|false", "pods/status|pods|status|true",
            "*/status|pods|status|true", "pods/*|pods|status|true", "pods/*|pods||true", "*|pods|status|true",
            "secrets|pods||false"}, delimiter = '|', nullValues = "null")
    void matchesResourcesAndSubresources(String pattern, String resource, String subresource, boolean covered)
            throws IOException {
        AuditPolicy policy = policy("rules: [{level: Metadata, resources: [{group: '', resources: ['" + pattern
                + "']}]}]");

        Recording recording = policy.of(ALICE,
                resource("get", "", resource, subresource == null ? "" : subresource, "a"));

        assertThat(recording.level()).isEqualTo(covered ? Level.METADATA : Level.NONE);
    }

    @Test
    void matchesNamesAndWholeGroups() throws IOException {
        AuditPolicy policy = policy("""
                rules:
                - {level: Request, resources: [{group: '', resources: [configmaps], resourceNames: [leader]}]}
                - {level: Metadata, resources: [{group: apps}]}
                """);

        assertThat(policy.of(ALICE, resource("get", "", "configmaps", "", "leader")).level()).isEqualTo(Level.REQUEST);
        assertThat(policy.of(ALICE, resource("get", "", "configmaps", "", "other")).level()).isEqualTo(Level.NONE);
        assertThat(policy.of(ALICE, resource("get", "apps", "deployments", "", "x")).level())
                .isEqualTo(Level.METADATA);
    }

    @Test
    void matchesOtherUrlsToTheStar() throws IOException {
        AuditPolicy policy = policy("rules: [{level: Metadata, nonResourceURLs: [/healthz*, /version]}]");

        assertThat(policy.of(ALICE, Attributes.path("get", "/healthz/ping")).level()).isEqualTo(Level.METADATA);
        assertThat(policy.of(ALICE, Attributes.path("get", "/version")).level()).isEqualTo(Level.METADATA);
        assertThat(policy.of(ALICE, Attributes.path("get", "/metrics")).level()).isEqualTo(Level.NONE);
        assertThat(policy.of(ALICE, resource("get", "", "pods", "", "a")).level()).isEqualTo(Level.NONE);
    }

    @Test
    void addsTheStagesThatThePolicyOmitsToThoseOfTheRule() throws IOException {
        AuditPolicy policy = policy("""
                omitStages: [RequestReceived]
                omitManagedFields: true
                rules:
                - {level: Metadata, omitStages: [ResponseStarted], verbs: [watch], omitManagedFields: false}
                - {level: Metadata}
                """);

        assertThat(policy.of(ALICE, resource("watch", "", "pods", "", "")).omitted())
                .containsExactlyInAnyOrder(Stage.REQUEST_RECEIVED, Stage.RESPONSE_STARTED);
        assertThat(policy.of(ALICE, resource("watch", "", "pods", "", "")).omitManagedFields()).isFalse();
        assertThat(policy.of(ALICE, resource("get", "", "pods", "", "")).omitManagedFields()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(value = {"rules: []|without rules", "rules: [{level: All}]|rules[0].level",
            "rules: [{level: None, omitStages: [Done]}]|rules[0].omitStages",
            "rules: [{level: None, nonResourceURLs: [metrics]}]|rules[0].nonResourceURLs",
            "rules: [{level: None, nonResourceURLs: [/a], namespaces: [b]}]|not for both",
            "rules: [{level: None, resources: [{group: apps/v1}]}]|without a version",
            "rules: [{level: None, resources: [{group: '', resourceNames: [a]}]}]|at least one resource"}, delimiter = '|', quoteCharacter = '`')
    void refusesWhatARealServerRefuses(String text, String why) {
        assertThatThrownBy(() -> policy(text)).isInstanceOf(IOException.class).hasMessageContaining(why)
                .hasMessageContaining("policy.yaml");
    }
}
