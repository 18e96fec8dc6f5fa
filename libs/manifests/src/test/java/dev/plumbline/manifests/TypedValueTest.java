package dev.plumbline.manifests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.plumbline.manifests.Trees.fields;
import static dev.plumbline.manifests.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

/// [TypedValue] against answers of a kube-apiserver 1.36.
class TypedValueTest {
    private static final Schema DEPLOYMENT = BuiltInTypes.load().schema("apps/v1", "Deployment").orElseThrow();
    private static final Schema CONFIG_MAP = BuiltInTypes.load().schema("v1", "ConfigMap").orElseThrow();
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: app, image: "nginx:1.27", ports: [{containerPort: 80}], args: [a, b]}
            """;

    @Test
    void ownsLeavesItemsAndAtomicParts() {
        FieldSet owned = new TypedValue(tree(WEB), DEPLOYMENT).fields();

        assertThat(owned.toFieldsV1().path("f:spec")).hasToString(
                """
                {"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},\
                "f:spec":{"f:containers":{"k:{\\"name\\":\\"app\\"}":{".":{},"f:args":{},"f:image":{},"f:name":{},\
                "f:ports":{"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{".":{},"f:containerPort":{}}}}}}}}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{spec: {replicas: three}} | .spec.replicas: expected numeric (int or float), got string",
            "{metadata: {labels: [a]}} | .metadata.labels: expected map, got &{[a]}",
            "{spec: {template: {spec: {containers: {name: a}}}}} | .spec.template.spec.containers: expected list, got &{map[name:a]}",
            "{spec: {template: {spec: {containers: [{name: a}, {name: a}]}}}} | .spec.template.spec.containers: duplicate entries for key [name=\"a\"]",
            "{spec: {colour: red}} | .spec.colour: field not declared in schema"})
    void namesProblemsAsKubernetesDoes(String value, String problem) {
        assertThat(new TypedValue(tree(value), DEPLOYMENT).problems()).containsExactly(problem);
    }

    @Test
    void saysWhichScalarShouldHaveBeenAString() {
        assertThat(new TypedValue(tree("{data: {a: 1}}"), CONFIG_MAP).problems())
                .containsExactly(".data.a: expected string, got &value.valueUnstructured{Value:1}");
    }

    @Test
    void keepsLiveItemsAroundAppliedOnesInAppliedOrder() {
        TypedValue live = containers("{name: A}, {name: B}, {name: C}");

        TypedValue merged = live.merge(containers("{name: X}, {name: B}, {name: Z}").value());

        assertThat(merged.value().findValuesAsText("name")).containsExactly("A", "X", "B", "C", "Z");
    }

    @Test
    void comparesFieldByField() {
        TypedValue before = new TypedValue(tree("{data: {a: 1, b: 2}}"), Schema.DEDUCED);

        TypedValue.Comparison comparison = before.compare(tree("{data: {b: 3, c: {d: 4}}}"));

        assertThat(comparison.added()).isEqualTo(fields("{'f:data': {'f:c': {'.': {}, 'f:d': {}}}}"));
        assertThat(comparison.modified()).isEqualTo(fields("{'f:data': {'f:b': {}}}"));
        assertThat(comparison.removed()).isEqualTo(fields("{'f:data': {'f:a': {}}}"));
    }

    @Test
    void takesOwnedValuesOutOfALiveObject() {
        TypedValue live = containers("{name: app, image: 'i:1', imagePullPolicy: Always}, {name: mesh, image: 'm:1'}");

        TypedValue owned = live.only(fields(
                "{'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\"name\":\"app\"}': {'f:image': {}}}}}}}"));

        assertThat(owned.value()).hasToString(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":\"i:1\",\"name\":\"app\"}]}}}}");
    }

    @Test
    void removesItemsAndLeavesNullWhereNothingRemains() {
        TypedValue live = containers("{name: app}");

        TypedValue rest = live.without(fields(
                "{'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\"name\":\"app\"}': {}}}}}}"));

        assertThat(rest.value()).hasToString("{\"spec\":{\"template\":{\"spec\":{\"containers\":null}}}}");
    }

    @Test
    void ownsWholeWhatBecameAtomic() {
        Schema nowAtomic = CustomResourceTypes.schema(tree("""
                {type: object, properties: {spec: {type: object, properties: {m:
                  {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}}}}}}
                """));

        FieldSet reconciled = new TypedValue(tree("{}"), nowAtomic)
                .reconciled(fields("{'f:spec': {'f:m': {'f:a': {}, 'f:b': {}}}}"));

        assertThat(reconciled).isEqualTo(fields("{'f:spec': {'f:m': {}}}"));
    }

    private static TypedValue containers(String items) {
        return new TypedValue(tree("{spec: {template: {spec: {containers: [" + items + "]}}}}"), DEPLOYMENT);
    }
}
