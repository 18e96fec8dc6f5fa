package dev.plumbline.kubernetes.crd;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

import static dev.plumbline.kubernetes.SingleQuoted.object;
import static org.assertj.core.api.Assertions.assertThat;

/// CustomResourceDefinitions against what kube-apiserver 1.36 refuses and warns of, in its words and at its paths.
class DefinitionChecksTest {
    private static final String SCHEMA = "spec.validation.openAPIV3Schema";

    @Test
    void acceptsAnOrdinaryDefinition() {
        assertThat(problems(definition("{'type':'object','properties':{'metadata':{'type':'object'},'spec':{"
                + "'type':'object','properties':{'port':{'x-kubernetes-int-or-string':true,'anyOf':[{'type':'integer'},"
                + "{'type':'string'}]}},'x-kubernetes-validations':[{'rule':'has(self.port)'}]}}}"))).isEmpty();
    }

    @Test
    void refusesWhatOpenApiMayNotSayHere() {
        assertThat(problems(definition("{'type':'object','properties':{'a':{'type':'bogus'},"
                + "'b':{'type':'array','items':{'type':'string'},'uniqueItems':true},"
                + "'c':{'type':'object','properties':{'x':{'type':'string'}},'additionalProperties':false}}}")))
                .containsExactlyInAnyOrder(
                        SCHEMA + ".properties[a].type: Unsupported value: \"bogus\": supported values: \"array\", "
                                + "\"boolean\", \"integer\", \"number\", \"object\", \"string\"",
                        SCHEMA + ".properties[b].uniqueItems: Forbidden: uniqueItems cannot be set to true since the "
                                + "runtime complexity becomes quadratic",
                        SCHEMA + ".properties[c].additionalProperties: Forbidden: additionalProperties and properties "
                                + "are mutual exclusive");
    }

    @Test
    void refusesRestrictionsThatDeclareSomething() {
        assertThat(problems(definition("{'type':'object','anyOf':[{'properties':{'x':{'type':'string'}}}]}")))
                .containsExactlyInAnyOrder(
                        SCHEMA + ".anyOf[0].properties[x].type: Forbidden: must be empty to be structural",
                        SCHEMA + ".properties[x]: Required value: because it is defined in " + SCHEMA
                                + ".anyOf[0].properties[x]");
    }

    @Test
    void wantsKeysOfListsToBeThere() {
        assertThat(problems(definition("{'type':'object','properties':{'a':{'type':'array',"
                + "'x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['k','z'],'items':{'type':'object',"
                + "'properties':{'k':{'type':'string'}}}}}}")))
                .containsExactlyInAnyOrder(
                        SCHEMA + ".properties[a].items.properties[k].default: Required value: this property is in "
                                + "x-kubernetes-list-map-keys, so it must have a default or be a required property",
                        SCHEMA + ".properties[a].x-kubernetes-list-map-keys: Invalid value: [\"k\",\"z\"]: entries must "
                                + "all be names of item properties");
    }

    @Test
    void refusesDefaultsThatTheSchemaItselfRefuses() {
        assertThat(problems(definition("{'type':'object','properties':{'a':{'type':'string','default':5},"
                + "'b':{'type':'object','properties':{'x':{'type':'string'}},'default':{'y':1}}}}")))
                .containsExactlyInAnyOrder(
                        SCHEMA + ".properties[a].default: Invalid value: \"integer\":  in body must be of type string: "
                                + "\"integer\"",
                        SCHEMA + ".properties[b].default: Invalid value: {\"y\":1}: must not have unknown fields");
    }

    @Test
    void namesTheVersionOnlyWhereVersionsDiffer() {
        ObjectNode definition = definition("{'type':'object','properties':{'a':{'type':'array'}}}");
        ObjectNode other = ((ObjectNode) definition.path("spec").path("versions").get(0)).deepCopy();
        other.put("name", "v2").put("storage", false).putObject("schema").putObject("openAPIV3Schema").put("type",
                "object");
        definition.withObjectProperty("spec").withArrayProperty("versions").add(other);

        assertThat(problems(definition)).containsExactly(
                "spec.versions[0].schema.openAPIV3Schema.properties[a].items: Required value: must be specified");
    }

    @Test
    void protectsTheGroupsOfTheProjectItself() {
        ObjectNode definition = definition("{'type':'object'}");
        definition.withObjectProperty("metadata").put("name", "widgets.x.k8s.io");
        definition.withObjectProperty("spec").put("group", "x.k8s.io");

        assertThat(problems(definition)).singleElement().asString()
                .startsWith("metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups");
        definition.withObjectProperty("metadata").putObject("annotations").put("api-approved.kubernetes.io",
                "unapproved, a test");
        assertThat(problems(definition)).isEmpty();
    }

    @Test
    void warnsOfFormatsThatNobodyKnows() {
        ObjectNode definition = definition("{'type':'object','properties':{'a':{'type':'string','format':'bogus'},"
                + "'b':{'type':'string','format':'date-time'},'c':{'type':'integer','format':'int32'}}}");

        assertThat(strategy().warnings(definition, null)).containsExactly("unrecognized format \"bogus\"");
        assertThat(strategy().warnings(definition, definition)).isEmpty();
    }

    @Test
    void leavesNamesToTheDefinitionThatHasThem() {
        ObjectNode first = definition("{'type':'object'}");
        first.putObject("status").set("acceptedNames", first.path("spec").path("names").deepCopy());
        ObjectNode second = definition("{'type':'object'}");
        second.withObjectProperty("metadata").put("name", "gadgets.example.com");
        second.withObjectProperty("spec").withObjectProperty("names").put("plural", "gadgets").put("singular",
                "gadget");

        Naming naming = Naming.of(new Definition(second), List.of(new Definition(first), new Definition(second)));

        assertThat(naming.conflict()).isEqualTo("ListKindConflict");
        assertThat(naming.message()).isEqualTo("\"WidgetList\" is already in use");
        assertThat(naming.accepted()).isEqualTo(object("{'plural':'gadgets','kind':'','singular':'gadget'}"));
    }

    private static DefinitionStrategy strategy() {
        return new DefinitionStrategy(new dev.plumbline.kubernetes.kinds.Strategy() {
        });
    }

    private static List<String> problems(ObjectNode definition) {
        return strategy().validate(definition).stream().map(Cause::line).toList();
    }

    private static ObjectNode definition(String schema) {
        return object("{'metadata':{'name':'widgets.example.com'},'spec':{'group':'example.com','scope':'Namespaced',"
                + "'names':{'plural':'widgets','singular':'widget','kind':'Widget','listKind':'WidgetList'},"
                + "'versions':[{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':" + schema
                + "}}]},'status':{'storedVersions':['v1']}}");
    }
}
