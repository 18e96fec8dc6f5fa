package dev.plumbline.kubernetes.kinds;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;

import static dev.plumbline.kubernetes.SingleQuoted.object;
import static org.assertj.core.api.Assertions.assertThat;

/// What single kinds are refused for, against the validation of kube-apiserver 1.36.
class KindRulesTest {
    private static final String CONTAINERS = "'containers':[{'name':'c','image':'i:1'}]";
    private static final String JOB_POD = "'template':{'spec':{'restartPolicy':'Never'," + CONTAINERS + "}}";
    private static final String SET = "'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
            + "'spec':{";

    @Test
    void tellsJobsWithIndexesFromThoseWithout() {
        assertThat(problems("batch", "Job", job("'maxFailedIndexes':1"))).containsExactly(
                "spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified",
                "spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode");
        assertThat(problems("batch", "Job", job("'completionMode':'Indexed','completions':3,'successPolicy':{'rules':"
                + "[{'succeededIndexes':'0-1','succeededCount':3},{'succeededIndexes':'2,1'}]}"))).containsExactly(
                        "spec.successPolicy.rules[0].succeededCount: Invalid value: 3: must be less than or equal to 2 "
                                + "(the number of indexes in the specified succeededIndexes field)",
                        "spec.successPolicy.rules[1].succeededIndexes: Invalid value: \"2,1\": error parsing "
                                + "succeededIndexes: non-increasing order, previous: 2, current: 1");
    }

    @Test
    void saysWhatARuleOfAFailurePolicyLacks() {
        assertThat(problems("batch", "Job", job("'podFailurePolicy':{'rules':[{'action':'Count'},{'action':'Ignore',"
                + "'onExitCodes':{'operator':'In','values':[0,3,2]}}]}"))).containsExactly(
                        "spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and "
                                + "OnPodConditions is required",
                        "spec.podFailurePolicy.rules[1].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the "
                                + "In operator",
                        "spec.podFailurePolicy.rules[1].onExitCodes.values: Invalid value: [0,3,2]: must be ordered");
    }

    @Test
    void makesTheSelectorsOfTheJobsOfACronJobItself() {
        assertThat(problems("batch", "CronJob", "{'spec':{'schedule':'@daily','jobTemplate':{'spec':{'selector':{},"
                + "'manualSelector':true," + JOB_POD + "}}}}")).containsExactly(
                        "spec.jobTemplate.spec.selector: Invalid value: {}: `selector` will be auto-generated",
                        "spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: \"nil\", "
                                + "\"false\"");
    }

    @Test
    void tellsAnEmptyTimeZoneOfACronJobFromNone() {
        String job = "'jobTemplate':{'spec':{" + JOB_POD + "}}";

        assertThat(problems("batch", "CronJob", "{'spec':{'schedule':'@daily'," + job + "}}")).isEmpty();
        assertThat(problems("batch", "CronJob", "{'spec':{'schedule':'@daily','timeZone':''," + job + "}}"))
                .containsExactly("spec.timeZone: Invalid value: \"\": timeZone must be nil or non-empty string");
    }

    @Test
    void letsAStatefulSetMountItsClaims() {
        assertThat(problems("apps", "StatefulSet", "{'spec':{'volumeClaimTemplates':[{'metadata':{'name':'d'}}]," + SET
                + "'containers':[{'name':'c','image':'i:1','volumeMounts':[{'name':'d','mountPath':'/d'}]}]}}}}"))
                .isEmpty();
        assertThat(problems("apps", "StatefulSet", "{'spec':{'updateStrategy':{'type':'OnDelete','rollingUpdate':"
                + "{'partition':1}}," + SET + CONTAINERS + "}}}}")).containsExactly("spec.updateStrategy.rollingUpdate:"
                        + " Invalid value: {\"partition\":1}: only allowed for updateStrategy 'RollingUpdate'");
    }

    @Test
    void countsTheTemplatesOfADaemonSet() {
        Strategy strategy = Strategies.of("apps", "DaemonSet");
        ObjectNode old = object("{'metadata':{},'spec':{" + SET + CONTAINERS + "}}}}");
        strategy.setDefaults(old);
        strategy.prepareForCreate(old);
        ObjectNode changed = old.deepCopy();
        changed.withObject("/spec/template/spec").put("hostPID", true);

        strategy.prepareForUpdate(changed, old);

        assertThat(changed.at("/metadata/annotations").toString())
                .isEqualTo("{\"deprecated.daemonset.template.generation\":\"2\"}");
        assertThat(problems("apps", "DaemonSet", "{'spec':{'updateStrategy':{'rollingUpdate':{'maxSurge':1}}," + SET
                + CONTAINERS + "}}}}")).containsExactly("spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: "
                        + "may not be set when maxUnavailable is non-zero");
    }

    @Test
    void refusesAPodThatNoNodeCouldRun() {
        assertThat(problems("", "Pod", "{'spec':{" + CONTAINERS + ",'ephemeralContainers':[{'name':'e','image':'i'}],"
                + "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':"
                + "[{'matchExpressions':[{'key':'k','operator':'Gt','values':['1','2']}]}]}}},"
                + "'securityContext':{'seccompProfile':{'type':'Localhost'}}}}")).containsExactly(
                        "spec.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp "
                                + "type is Localhost",
                        "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]"
                                + ".matchExpressions[0].values: Required value: must be specified single value when "
                                + "`operator` is 'Lt' or 'Gt'",
                        "spec.ephemeralContainers: Forbidden: cannot be set on create");
    }

    @Test
    void letsThePortsOfAServiceFitItsType() {
        assertThat(problems("", "Service", "{'spec':{'ports':[{'port':80,'nodePort':30080}],'healthCheckNodePort':"
                + "30081,'loadBalancerSourceRanges':['10.0.0.0/8'],'externalIPs':['127.0.0.1']}}")).containsExactly(
                        "spec.externalIPs[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range "
                                + "(127.0.0.0/8, ::1/128)",
                        "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
                        "spec.healthCheckNodePort: Invalid value: 30081: may only be set when `type` is 'LoadBalancer' "
                                + "and `externalTrafficPolicy` is 'Local'",
                        "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'");
        assertThat(problems("", "Service", "{'spec':{'clusterIP':'None','type':'NodePort','ports':[{'port':1}]}}"))
                .containsExactly("spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort "
                        + "services");
    }

    @Test
    void refusesEndpointsWithoutAddresses() {
        assertThat(problems("discovery.k8s.io", "EndpointSlice", "{'addressType':'IPv4','endpoints':[{'addresses':[]},"
                + "{'addresses':['::1']}],'ports':[{'name':'a'},{'name':'a'}]}")).containsExactly(
                        "endpoints[0].addresses: Required value: must contain at least 1 address",
                        "endpoints[1].addresses[0]: Invalid value: \"::1\": must be a valid IPv4 address",
                        "ports[1].name: Duplicate value: \"a\"");
    }

    @Test
    void keepsAConfigMapBelowOneMebibyte() {
        String half = "x".repeat(512 * 1024);

        assertThat(problems("", "ConfigMap", "{'data':{'a':'" + half + "','b':'" + half + "'}}")).isEmpty();
        assertThat(problems("", "ConfigMap", "{'data':{'a':'" + half + "','b':'" + half + "y'}}"))
                .containsExactly("[]: Too long: may not be more than 1048576 bytes");
    }

    @Test
    void ordersTheBoundsOfALimitRange() {
        assertThat(problems("", "LimitRange", "{'spec':{'limits':[{'type':'Container','max':{'cpu':'1'},'default':"
                + "{'cpu':'2'},'defaultRequest':{'cpu':'3'}},{'type':'Pod','default':{'cpu':'1'}}]}}")).containsExactly(
                        "spec.limits[0].defaultRequest[cpu]: Invalid value: \"3\": default request value 3 is greater "
                                + "than max value 1",
                        "spec.limits[0].defaultRequest[cpu]: Invalid value: \"3\": default request value 3 is greater "
                                + "than default limit value 2",
                        "spec.limits[0].default[cpu]: Invalid value: \"1\": default value 2 is greater than max value 1",
                        "spec.limits[1].default: Forbidden: may not be specified when `type` is 'Pod'");
        assertThat(problems("", "ResourceQuota", "{'spec':{'hard':{'pods':'1500m'},'scopes':['BestEffort',"
                + "'NotBestEffort']}}"))
                .containsExactly("spec.hard[pods]: Invalid value: \"1500m\": must be an integer",
                        "spec.scopes: Invalid value: [\"BestEffort\",\"NotBestEffort\"]: conflicting scopes");
    }

    @Test
    void refusesAWebhookThatCouldNotBeCalled() {
        assertThat(problems("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", "{'webhooks':[{'name':"
                + "'short','clientConfig':{},'sideEffects':'Some','admissionReviewVersions':['v9'],'timeoutSeconds':31}]}"))
                .containsExactly(
                        "webhooks[0].name: Invalid value: \"short\": should be a domain with at least three segments "
                                + "separated by dots",
                        "webhooks[0].admissionReviewVersions: Invalid value: [\"v9\"]: must include at least one of v1, "
                                + "v1beta1",
                        "webhooks[0].sideEffects: Unsupported value: \"Some\": supported values: \"None\", "
                                + "\"NoneOnDryRun\"",
                        "webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 "
                                + "seconds",
                        "webhooks[0].clientConfig: Required value: exactly one of url or service is required");
    }

    @Test
    void comparesTheCountsOfAStatus() {
        ObjectNode deployment = object("{'status':{'replicas':1,'readyReplicas':2,'availableReplicas':-1}}");

        assertThat(Strategies.of("apps", "Deployment").validateStatusUpdate(deployment, deployment))
                .extracting(Cause::line).containsExactly(
                        "status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas",
                        "status.availableReplicas: Invalid value: -1: must be greater than or equal to 0");
    }

    @Test
    void keepsTheContainersAndGatesOfAPod() {
        ObjectNode old = object("{'spec':{" + CONTAINERS + ",'ephemeralContainers':[{'name':'e','image':'i'}]}}");
        ObjectNode changed = object("{'spec':{" + CONTAINERS + ",'schedulingGates':[{'name':'a.b/c'}]}}");
        Strategy strategy = Strategies.of("", "Pod");
        strategy.setDefaults(old);
        strategy.setDefaults(changed);

        assertThat(strategy.validateUpdate(changed, old)).extracting(Cause::line).containsExactly(
                "spec.ephemeralContainers: Forbidden: existing ephemeral containers \"e\" may not be removed\n",
                "spec.schedulingGates: Forbidden: only deletion is allowed, but found new scheduling gate 'a.b/c'");
    }

    @Test
    void keepsTheFinalizersOfANamespace() {
        ObjectNode changed = object("{'spec':{}}");

        Strategies.of("", "Namespace").prepareForUpdate(changed, object("{'spec':{'finalizers':['kubernetes']}}"));

        assertThat(changed.at("/spec/finalizers/0").asText()).isEqualTo("kubernetes");
    }

    @Test
    void asksAnAggregatedRoleForSelectors() {
        assertThat(problems("rbac.authorization.k8s.io", "ClusterRole", "{'aggregationRule':{},'rules':[]}"))
                .containsExactly("aggregationRule.clusterRoleSelectors: Required value: at least one "
                        + "clusterRoleSelector required if aggregationRule is non-nil");
    }

    private static String job(String more) {
        return "{'metadata':{'name':'j','uid':'u'},'spec':{" + more + "," + JOB_POD + "}}";
    }

    private static List<String> problems(String group, String kind, String text) {
        ObjectNode object = object(text);
        Strategy strategy = Strategies.of(group, kind);
        strategy.setDefaults(object);
        strategy.prepareForCreate(object);
        return strategy.validate(object).stream().map(Cause::line).toList();
    }
}
