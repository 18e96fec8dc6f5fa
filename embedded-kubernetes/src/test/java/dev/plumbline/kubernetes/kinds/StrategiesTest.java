package dev.plumbline.kubernetes.kinds;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

import static dev.plumbline.kubernetes.SingleQuoted.object;
import static org.assertj.core.api.Assertions.assertThat;

/// The rules of single kinds against what kube-apiserver 1.36 fills in, refuses and warns of.
class StrategiesTest {
    private static final String TEMPLATE = "'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':"
            + "[{'name':'app','image':'nginx:1.27'}]}}";

    @Test
    void defaultsADeploymentAsTheRealServerDoes() {
        ObjectNode deployment = object("{'spec':{'selector':{'matchLabels':{'app':'web'}}," + TEMPLATE + "}}");

        Strategies.of("apps", "Deployment").setDefaults(deployment);

        assertThat(deployment.path("spec")).isEqualTo(object("{'selector':{'matchLabels':{'app':'web'}},"
                + "'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'app',"
                + "'image':'nginx:1.27','resources':{},'terminationMessagePath':'/dev/termination-log',"
                + "'terminationMessagePolicy':'File','imagePullPolicy':'IfNotPresent'}],'restartPolicy':'Always',"
                + "'terminationGracePeriodSeconds':30,'dnsPolicy':'ClusterFirst','securityContext':{},"
                + "'schedulerName':'default-scheduler'}},'replicas':1,'strategy':{'type':'RollingUpdate',"
                + "'rollingUpdate':{'maxUnavailable':'25%','maxSurge':'25%'}},'revisionHistoryLimit':10,"
                + "'progressDeadlineSeconds':600}"));
    }

    @Test
    void pullsImagesWithoutAFixedTagAlways() {
        for (String image : List.of("nginx", "nginx:latest", "registry:5000/nginx")) {
            assertThat(pullPolicy(image)).as(image).isEqualTo("Always");
        }
        for (String image : List.of("nginx:1", "registry:5000/nginx:1", "nginx@sha256:00")) {
            assertThat(pullPolicy(image)).as(image).isEqualTo("IfNotPresent");
        }
    }

    @Test
    void refusesADeploymentWhoseSelectorMissesItsPods() {
        assertThat(problems("apps", "Deployment", "{'spec':{'selector':{'matchLabels':{'app':'x'}}," + TEMPLATE + "}}"))
                .containsExactly("spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: `selector` does not "
                        + "match template `labels`");
    }

    @Test
    void namesEachWrongPartOfAPod() {
        assertThat(problems("", "Pod", "{'spec':{'containers':[{'name':'A_b','image':'i'},{'name':'c'},"
                + "{'name':'c','image':'x','ports':[{'containerPort':0}],'volumeMounts':[{'name':'v',"
                + "'mountPath':'/v'}]}],'volumes':[{'name':'w','emptyDir':{},'hostPath':{'path':'/x'}}]}}"))
                .contains("spec.containers[1].image: Required value",
                        "spec.containers[2].name: Duplicate value: \"c\"",
                        "spec.containers[2].ports[0].containerPort: Required value",
                        "spec.containers[2].volumeMounts[0].name: Not found: \"v\"",
                        "spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type")
                .anyMatch(line -> line.startsWith("spec.containers[0].name: Invalid value: \"A_b\": a lowercase RFC"));
    }

    @Test
    void keepsTheSelectorOfADeployment() {
        ObjectNode old = object("{'spec':{'selector':{'matchLabels':{'app':'web'}}," + TEMPLATE + "}}");
        ObjectNode changed = old.deepCopy();
        changed.withObject("/spec/selector/matchLabels").put("more", "x");
        changed.withObject("/spec/template/metadata/labels").put("more", "x");
        Strategy strategy = Strategies.of("apps", "Deployment");
        strategy.setDefaults(old);
        strategy.setDefaults(changed);

        assertThat(strategy.validateUpdate(changed, old)).extracting(Cause::line).containsExactly(
                "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\",\"more\":\"x\"}}: field is immutable");
    }

    @Test
    void keepsTheAddressOfAServiceThatAnUpdateDoesNotName() {
        ObjectNode old = object("{'spec':{'type':'ClusterIP','clusterIP':'10.96.0.9','clusterIPs':['10.96.0.9'],"
                + "'ports':[{'port':80,'protocol':'TCP','targetPort':80}]}}");
        ObjectNode changed = object("{'spec':{'ports':[{'port':81}]}}");
        Strategy strategy = Strategies.of("", "Service");
        strategy.setDefaults(changed);

        strategy.prepareForUpdate(changed, old);

        assertThat(changed.at("/spec/clusterIP").textValue()).isEqualTo("10.96.0.9");
        assertThat(strategy.validateUpdate(changed, old)).isEmpty();
    }

    @Test
    void refusesChangesOfAnImmutableConfigMap() {
        Strategy strategy = Strategies.of("", "ConfigMap");

        List<Cause> causes = strategy.validateUpdate(object("{'data':{'a':'2'},'immutable':true}"),
                object("{'data':{'a':'1'},'immutable':true}"));

        assertThat(causes).extracting(Cause::line)
                .containsExactly("data: Forbidden: field is immutable when `immutable` is set");
    }

    @Test
    void saysWhatIsWrongWithASchedule() {
        assertThat(CronSchedule.problem("nope")).contains("expected exactly 5 fields, found 1: [nope]");
        assertThat(CronSchedule.problem("61 * * * *")).contains("end of range (61) above maximum (59): 61");
        assertThat(CronSchedule.problem("*/5 0-6 1,15 jan mon")).isEmpty();
    }

    @Test
    void warnsOfAVariableThatHidesAnother() {
        ObjectNode deployment = object("{'metadata':{'name':'a'},'spec':{'template':{'spec':{'containers':[{'name':'c',"
                + "'env':[{'name':'A'},{'name':'A'}]}]}}}}");

        assertThat(Strategies.of("apps", "Deployment").warnings(deployment, null)).containsExactly(
                "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\", which may be dropped "
                        + "when using apply");
    }

    @Test
    void showsAPodThatCrashesAsKubectlDoes() {
        ObjectNode pod = object("{'metadata':{'name':'p'},'spec':{'containers':[{'name':'a'}]},'status':{'phase':"
                + "'Running','containerStatuses':[{'name':'a','ready':false,'restartCount':3,'state':{'waiting':"
                + "{'reason':'CrashLoopBackOff'}}}]}}");

        assertThat(Strategies.of("", "Pod").cells(pod)).extracting(JsonNode::asText)
                .startsWith("p", "0/1", "CrashLoopBackOff", "3");
    }

    private static String pullPolicy(String image) {
        ObjectNode pod = object("{'spec':{'containers':[{'name':'c','image':'" + image + "'}]}}");
        Strategies.of("", "Pod").setDefaults(pod);
        return pod.at("/spec/containers/0/imagePullPolicy").textValue();
    }

    private static List<String> problems(String group, String kind, String text) {
        ObjectNode object = object(text);
        Strategy strategy = Strategies.of(group, kind);
        strategy.setDefaults(object);
        return strategy.validate(object).stream().map(Cause::line).toList();
    }
}
