package dev.plumbline.differ.domain.drift;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.Applied;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.differ.domain.live.LiveObject;
import dev.plumbline.manifests.BuiltInTypes;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.manifests.Schema;

import static org.assertj.core.api.Assertions.assertThat;

/// [Drift] from what was applied and what is live alone: no test here may ask a cluster.
class DriftTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
    private static final Schema DEPLOYMENT = BuiltInTypes.load().schema("apps/v1", "Deployment").orElseThrow();
    private static final String OWNED = """
            {"f:spec":{"f:replicas":{},"f:template":{"f:spec":{"f:containers":{
              "k:{\\"name\\":\\"web\\"}":{".":{},"f:name":{},"f:image":{},"f:args":{},
              "f:resources":{"f:requests":{"f:cpu":{}}}}}}}}}""";
    private static final String VALUES = """
            {"spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"web","image":"web:1","args":["a","b"],
              "resources":{"requests":{"cpu":"1"}}}]}}}}""";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Applied applied() {
        return new Applied("shop", "local", WEB, "apps/v1", "d", "u", "10", json(OWNED), json(VALUES), "p",
                new Provenance("c", new Person("Ana", "a@example.com"), "why", Instant.EPOCH),
                Instant.parse("2026-11-24T14:00:00.5Z"));
    }

    private static LiveObject live(String spec, String managers) {
        return LiveObject.of(json("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"web\","
                + "\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"11\",\"managedFields\":[" + managers
                + "]},"
                + spec.substring(spec.indexOf('{') + 1)));
    }

    private static String manager(String name, String operation, String time, String fields) {
        return "{\"manager\":\"" + name + "\",\"operation\":\"" + operation + "\",\"time\":\"" + time
                + "\",\"fieldsV1\":" + fields + "}";
    }

    private static List<FieldDrift> fields(LiveObject live) {
        return Drift.between(applied(), live, IgnoreRules.NONE, DEPLOYMENT).fields();
    }

    @Test
    void isNoneWhereOwnedValuesAreTheSame() {
        assertThat(fields(live(VALUES, ""))).isEmpty();
    }

    @Test
    void doesNotMindFieldsAndItemsThatGitNeverNamed() {
        String more = VALUES.replace("\"replicas\":3", "\"replicas\":3,\"paused\":true").replace("[{",
                "[{\"name\":\"sidecar\",\"image\":\"proxy:1\"},{\"imagePullPolicy\":\"Always\",");

        assertThat(fields(live(more, ""))).isEmpty();
    }

    @Test
    void namesWhoHoldsAChangedField() {
        LiveObject live = live(VALUES.replace("web:1", "web:2"),
                manager("plumbline", "Apply", "2026-11-24T14:00:00Z", "{\"f:spec\":{\"f:replicas\":{}}}") + ","
                        + manager("kubectl-edit", "Update", "2026-11-24T14:02:11Z",
                                "{\"f:spec\":{\"f:template\":{\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"web\\\"}\":"
                                        + "{\"f:image\":{}}}}}}}"));

        assertThat(fields(live)).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("/spec/template/spec/containers[name=web]/image");
            assertThat(field.manager()).isEqualTo("kubectl-edit");
            assertThat(field.since()).isEqualTo("2026-11-24T14:02:11Z");
        });
    }

    @Test
    void namesTheLastUpdaterWhereAFieldIsGone() {
        LiveObject live = live(VALUES.replace("\"replicas\":3,", ""),
                manager("kube-controller-manager", "Update", "2026-11-24T13:00:00Z", "{\"f:spec\":{\"f:x\":{}}}") + ","
                        + manager("kubectl-patch", "Update", "2026-11-24T14:05:00Z", "{\"f:spec\":{\"f:y\":{}}}"));

        assertThat(fields(live)).singleElement().satisfies(field -> {
            assertThat(field.live()).isNull();
            assertThat(field.manager()).isEqualTo("kubectl-patch");
        });
    }

    @Test
    void comparesAnAtomicListAsAWhole() {
        assertThat(fields(live(VALUES.replace("[\"a\",\"b\"]", "[\"a\"]"), ""))).singleElement()
                .satisfies(field -> assertThat(field.path()).endsWith("/args"));
    }

    @Test
    void seesAValueThatAdmissionChangedWithoutMovingOwnership() {
        LiveObject live = live(VALUES.replace("\"cpu\":\"1\"", "\"cpu\":\"2\""),
                manager("plumbline", "Apply", "2026-11-24T14:00:00Z", OWNED));

        assertThat(fields(live)).singleElement()
                .satisfies(field -> assertThat(field.manager()).isEqualTo("plumbline"));
    }

    @Test
    void showsNothingOfASecret() {
        ResourceId secret = new ResourceId("", "Secret", "shop", "s");
        Applied applied = new Applied("shop", "local", secret, "v1", "d", "u", "10", json("{\"f:data\":{\"f:k\":{}}}"),
                json("{\"data\":{\"k\":\"b2xk\"}}"), "p", applied().provenance(), Instant.EPOCH);
        LiveObject live = LiveObject.of(json("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\","
                + "\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"2\"},\"data\":{\"k\":\"bmV3\"}}"));

        assertThat(Drift.between(applied, live, IgnoreRules.NONE, Schema.DEDUCED).fields()).singleElement()
                .satisfies(field -> assertThat(field.toString()).doesNotContain("b2xk", "bmV3"));
    }

    @Test
    void ignoresWhatARuleCoversByPathIndexStarItemAndManager() {
        LiveObject scaled = live(VALUES.replace("web:1", "web:2"),
                manager("bot", "Update", "2026-11-24T14:02:11Z", OWNED));

        assertThat(ignored(scaled, List.of("/spec/template/spec/containers/0/image"), List.of())).isTrue();
        assertThat(ignored(scaled, List.of("/spec/template/spec/containers/*/image"), List.of())).isTrue();
        assertThat(ignored(scaled, List.of("/spec/template/spec/containers[name=web]/image"), List.of())).isTrue();
        assertThat(ignored(scaled, List.of("/spec/template"), List.of())).isTrue();
        assertThat(ignored(scaled, List.of(), List.of("bot"))).isTrue();
        assertThat(ignored(scaled, List.of("/spec/template"), List.of("other"))).isFalse();
        assertThat(ignored(scaled, List.of("/spec/template/spec/containers[name=other]/image"), List.of())).isFalse();
        assertThat(ignored(scaled, List.of("/spec/template/spec/containers/1/image"), List.of())).isFalse();
        assertThat(ignored(scaled, List.of("/spec/replicas"), List.of())).isFalse();
    }

    @Test
    void ignoresOneElementOfAnAtomicListAndNoOther() {
        LiveObject changed = live(VALUES.replace("[\"a\",\"b\"]", "[\"a\",\"c\"]"), "");

        assertThat(ignored(changed, List.of("/spec/template/spec/containers[name=web]/args/1"), List.of())).isTrue();
        assertThat(ignored(changed, List.of("/spec/template/spec/containers[name=web]/args/0"), List.of())).isFalse();
    }

    private static boolean ignored(LiveObject live, List<String> paths, List<String> managers) {
        IgnoreRules rules = IgnoreRules.of(WEB,
                List.of(new IgnoreRule("apps", "Deployment", null, paths, managers, null)));
        Drift drift = Drift.between(applied(), live, rules, DEPLOYMENT);
        assertThat(drift.fields().size() + drift.ignored().size()).isEqualTo(1);
        return drift.isEmpty();
    }
}
