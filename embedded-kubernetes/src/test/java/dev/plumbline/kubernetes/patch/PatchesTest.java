package dev.plumbline.kubernetes.patch;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.ApiException;

import static dev.plumbline.kubernetes.SingleQuoted.json;
import static dev.plumbline.kubernetes.SingleQuoted.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The patch formats against what kube-apiserver 1.36 answers to the same patches.
class PatchesTest {

    @Test
    void jsonPatchRunsItsOperationsInOrder() {
        JsonNode patched = Patches.json(json("{'data':{'a':'1','b':'2'},'metadata':{'labels':{'x/y':'z'}}}"),
                json("[{'op':'test','path':'/data/a','value':'1'},{'op':'replace','path':'/data/a','value':'9'},"
                        + "{'op':'copy','from':'/data/a','path':'/data/c'},"
                        + "{'op':'move','from':'/data/b','path':'/data/d'},"
                        + "{'op':'remove','path':'/metadata/labels/x~1y'}]"));

        assertThat(patched).isEqualTo(json("{'data':{'a':'9','c':'9','d':'2'},'metadata':{'labels':{}}}"));
    }

    @Test
    void jsonPatchAppendsInsertsAndRemovesInLists() {
        JsonNode patched = Patches.json(json("{'args':['a','b']}"), json("[{'op':'add','path':'/args/-','value':'c'},"
                + "{'op':'add','path':'/args/0','value':'z'},{'op':'remove','path':'/args/1'}]"));

        assertThat(patched).isEqualTo(json("{'args':['z','b','c']}"));
    }

    @Test
    void jsonPatchReplacesAKeyThatIsMissing() {
        assertThat(Patches.json(json("{'data':{}}"), json("[{'op':'replace','path':'/data/z','value':'1'}]")))
                .isEqualTo(json("{'data':{'z':'1'}}"));
    }

    @Test
    void jsonPatchRefusesAFailedTestAMissingPathAndAnUnknownOperation() {
        for (String operation : new String[]{"{'op':'test','path':'/a','value':'2'}", "{'op':'remove','path':'/z'}",
                "{'op':'add','path':'/no/z','value':'1'}", "{'op':'bogus','path':'/a'}"}) {
            assertThatThrownBy(() -> Patches.json(json("{'a':'1'}"), json("[" + operation + "]")))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("the server rejected our request due to an error in our request");
        }
    }

    @Test
    void mergePatchRemovesNullsAndReplacesLists() {
        JsonNode patched = Patches.merge(json("{'a':{'b':1,'c':2},'l':[1,2]}"),
                json("{'a':{'b':null,'d':{'e':null}},'l':[3]}"));

        assertThat(patched).isEqualTo(json("{'a':{'c':2,'d':{}},'l':[3]}"));
    }

    @Test
    void mergePatchLeavesNoNullsInNewLists() {
        assertThat(Patches.merge(json("{'l':[1],'o':{}}"), json("{'l':[{'a':null,'b':1}],'o':[{'a':null}]}")))
                .isEqualTo(json("{'l':[{'b':1}],'o':[{'a':null}]}"));
    }

    @Test
    void patchedObjectsHaveTheirKeysInOrder() {
        assertThat(Patches.merge(json("{'z':{'y':1,'x':2},'b':{'d':1,'c':2}}"), json("{'b':{'a':1}}")))
                .hasToString("{\"b\":{\"a\":1,\"c\":2,\"d\":1},\"z\":{\"y\":1,\"x\":2}}");
        assertThat(Patches.json(json("{'z':1,'b':{'d':1,'c':2}}"), json("[{'op':'add','path':'/b/a','value':1}]")))
                .hasToString("{\"b\":{\"a\":1,\"c\":2,\"d\":1},\"z\":1}");
    }

    @Test
    void mergePatchMustBeAnObject() {
        assertThatThrownBy(() -> Patches.merge(json("{}"), json("[1]"))).hasMessage(
                "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    @Test
    void strategicPatchMergesListsByTheirKeys() {
        JsonNode patched = pod(
                "{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}]},{'name':'b'}]}",
                "{'containers':[{'name':'a','image':'2','env':[{'name':'Y','value':'3'}]}]}");

        assertThat(patched).isEqualTo(json("{'containers':[{'name':'a','image':'2','env':[{'name':'Y','value':'3'},"
                + "{'name':'X','value':'1'}]},{'name':'b'}]}"));
    }

    @Test
    void strategicPatchDeletesItems() {
        assertThat(pod("{'containers':[{'name':'a','env':[{'name':'X'},{'name':'Y'}]},{'name':'b'}]}",
                "{'containers':[{'name':'b','$patch':'delete'},"
                        + "{'name':'a','env':[{'name':'X','$patch':'delete'}]}]}"))
                .isEqualTo(json("{'containers':[{'name':'a','env':[{'name':'Y'}]}]}"));
    }

    @Test
    void strategicPatchReplacesListsAndMaps() {
        assertThat(pod("{'containers':[{'name':'a'},{'name':'b'}],'securityContext':{'runAsUser':5,'fsGroup':6}}",
                "{'containers':[{'name':'z'},{'$patch':'replace'}],"
                        + "'securityContext':{'runAsUser':7,'$patch':'replace'}}"))
                .isEqualTo(json("{'containers':[{'name':'z'}],'securityContext':{'runAsUser':7}}"));
    }

    @Test
    void strategicPatchRetainsOnlyTheNamedKeys() {
        assertThat(pod("{'volumes':[{'name':'v','emptyDir':{}}]}",
                "{'volumes':[{'$retainKeys':['name','configMap'],'name':'v','configMap':{'name':'c'}}]}"))
                .isEqualTo(json("{'volumes':[{'name':'v','configMap':{'name':'c'}}]}"));
    }

    @Test
    void strategicPatchTakesDirectivesLiterallyWhereNothingIsMerged() {
        assertThat(pod("{'tolerations':[{'key':'a'}]}", "{'tolerations':[{'key':'a','$patch':'delete'}]}"))
                .isEqualTo(json("{'tolerations':[{'key':'a','$patch':'delete'}]}"));
        assertThat(pod("{}", "{'nodeSelector':{'$patch':'replace','a':'b'}}")).isEqualTo(json("{}"));
        assertThat(pod("{}", "{'volumes':[{'name':'v','emptyDir':null},{'name':'w','$patch':'delete'}]}"))
                .isEqualTo(json("{'volumes':[{'name':'v'}]}"));
    }

    @Test
    void strategicPatchWithAnEmptyOrderStatesNone() {
        assertThat(pod("{'containers':[{'name':'a'}]}",
                "{'$setElementOrder/containers':[],'containers':[{'name':'b'}]}"))
                .isEqualTo(json("{'containers':[{'name':'b'},{'name':'a'}]}"));
    }

    @Test
    void strategicPatchKeepsTheOrderThatItStates() {
        assertThat(pod("{'containers':[{'name':'a'},{'name':'b'},{'name':'c'}]}",
                "{'$setElementOrder/containers':[{'name':'c'},{'name':'x'},{'name':'a'},{'name':'b'}],"
                        + "'containers':[{'name':'x','image':'i'}]}"))
                .isEqualTo(json("{'containers':[{'name':'c'},{'name':'x','image':'i'},{'name':'a'},{'name':'b'}]}"));
    }

    @Test
    void strategicPatchMergesAndDeletesPlainValues() {
        ObjectNode object = object("{'metadata':{'finalizers':['a/b','c/d']}}");

        ObjectNode merged = Patches.strategic(object, object("{'metadata':{'finalizers':['e/f']}}"), "", "v1",
                "ConfigMap");
        ObjectNode deleted = Patches.strategic(merged,
                object("{'metadata':{'$deleteFromPrimitiveList/finalizers':['a/b','c/d']}}"), "", "v1", "ConfigMap");

        assertThat(merged).isEqualTo(json("{'metadata':{'finalizers':['e/f','a/b','c/d']}}"));
        assertThat(deleted).isEqualTo(json("{'metadata':{'finalizers':['e/f']}}"));
    }

    @Test
    void strategicPatchSaysWhichKeyOrDirectiveIsWrong() {
        String pod = "{'containers':[{'name':'app'}]}";

        assertThatThrownBy(() -> pod(pod, "{'containers':[{'image':'x'}]}"))
                .hasMessage("map: map[image:x] does not contain declared merge key: name");
        assertThatThrownBy(() -> pod(pod, "{'containers':[{'name':'app','$patch':'bogus'}]}"))
                .hasMessage("unknown patch type: bogus in map: map[$patch:bogus name:app]");
        assertThatThrownBy(() -> pod(pod,
                "{'$setElementOrder/containers':[{'name':'zz'}],'containers':[{'name':'app','image':'x'}]}"))
                .hasMessage("""
                        The order in patch list:
                        [map[image:x name:app]]
                         doesn't match $setElementOrder list:
                        [map[name:zz]]
                        """);
        assertThatThrownBy(() -> pod(pod, "{'$setElementOrder/containers':'app'}"))
                .hasMessage("expected a []interface {}, but received a string");
        assertThatThrownBy(() -> pod(pod, "{'$setElementOrder/boxes':[]}"))
                .hasMessage("unable to find api field in struct PodSpec for the json field \"boxes\"");
    }

    private static JsonNode pod(String spec, String patch) {
        return Patches.strategic(object("{'spec':" + spec + "}"), object("{'spec':" + patch + "}"), "", "v1", "Pod")
                .path("spec");
    }
}
