package dev.plumbline.kubernetes.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.replay.ScenarioClient;

import static dev.plumbline.kubernetes.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

/// Rules of requests that no recorded scenario touches, against what kube-apiserver 1.36 answers.
class RequestRulesTest {
    private static final String NAMESPACE = "/api/v1/namespaces/default";
    private static final String CONTAINERS = "'containers':[{'name':'c','image':'i:1'}]";

    @TempDir
    static Path directory = Path.of("");
    private static Optional<RunningCluster> cluster = Optional.empty();

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        cluster = Optional.of(new RunningCluster(directory));
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster.isPresent()) {
            cluster.get().close();
        }
    }

    @Test
    void refusesToDeleteAnotherObjectThanTheOneMeant() throws IOException, InterruptedException {
        post(NAMESPACE + "/configmaps", "{'metadata':{'name':'kept'}}");

        ScenarioClient.Response answer = call("DELETE", NAMESPACE + "/configmaps/kept",
                "{'preconditions':{'uid':'another'}}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("message").asText()).startsWith(
                "Operation cannot be fulfilled on ConfigMap \"kept\": the UID in the precondition (another) does not");
        assertThat(get(NAMESPACE + "/configmaps/kept").status()).isEqualTo(200);
    }

    @Test
    void keepsThePodsOfAJobUnlessToldOtherwise() throws IOException, InterruptedException {
        String jobs = "/apis/batch/v1/namespaces/default/jobs";
        post(jobs, "{'metadata':{'name':'j'},'spec':{'template':{'spec':{'restartPolicy':'Never'," + CONTAINERS
                + "}}}}");

        ScenarioClient.Response answer = call("DELETE", jobs + "/j", "");

        assertThat(answer.body().at("/metadata/finalizers/0").asText()).isEqualTo("orphan");
        assertThat(answer.warnings()).singleElement().asString().contains("child pods are preserved by default");
    }

    @Test
    void endsAPodThatRunsNowhereAtOnce() throws IOException, InterruptedException {
        post(NAMESPACE + "/pods", "{'metadata':{'name':'nowhere'},'spec':{" + CONTAINERS + "}}");

        ScenarioClient.Response answer = call("DELETE", NAMESPACE + "/pods/nowhere?gracePeriodSeconds=100", "");

        assertThat(answer.body().at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();
        assertThat(get(NAMESPACE + "/pods/nowhere").status()).isEqualTo(404);
    }

    @Test
    void shortensThePeriodOfADeletionOnlyIfTold() throws IOException, InterruptedException {
        post(NAMESPACE + "/pods", "{'metadata':{'name':'slow'},'spec':{'nodeName':'n'," + CONTAINERS + "}}");
        call("DELETE", NAMESPACE + "/pods/slow?gracePeriodSeconds=100", "");

        assertThat(call("DELETE", NAMESPACE + "/pods/slow", "").body().at("/metadata/deletionGracePeriodSeconds")
                .asInt()).isEqualTo(100);
        assertThat(call("DELETE", NAMESPACE + "/pods/slow?gracePeriodSeconds=5", "").body()
                .at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(5);
    }

    @Test
    void endsEventsWithoutAskingForDependents() throws IOException, InterruptedException {
        post(NAMESPACE + "/events", "{'metadata':{'name':'gone'},'involvedObject':{'namespace':'default'}}");

        call("DELETE", NAMESPACE + "/events/gone?propagationPolicy=Foreground", "");

        assertThat(get(NAMESPACE + "/events/gone").status()).isEqualTo(404);
    }

    @Test
    void listsAllAtOnceWhereAnyStateWillDo() throws IOException, InterruptedException {
        post(NAMESPACE + "/secrets", "{'metadata':{'name':'a'}}");
        post(NAMESPACE + "/secrets", "{'metadata':{'name':'b'}}");

        assertThat(get(NAMESPACE + "/secrets?limit=1").body().path("items")).hasSize(1);
        assertThat(get(NAMESPACE + "/secrets?limit=1&resourceVersion=0").body().path("items")).hasSizeGreaterThan(1);
    }

    @Test
    void readsOneObjectEvenIfToldToWatchIt() throws IOException, InterruptedException {
        assertThat(get("/api/v1/namespaces/kube-system?watch=true").body().path("kind").asText())
                .isEqualTo("Namespace");
        assertThat(get("/api/v1/watch/namespaces/kube-system?fieldSelector=metadata.name%3Dother").body()
                .path("message").asText()).isEqualTo("fieldSelector metadata.name doesn't match requested name");
    }

    @Test
    void knowsNoTokenOfAnotherAudience() throws IOException, InterruptedException {
        post(NAMESPACE + "/serviceaccounts", "{'metadata':{'name':'reviewed'}}");
        String token = post(NAMESPACE + "/serviceaccounts/reviewed/token", "{'spec':{}}").body().at("/status/token")
                .asText();
        String review = "{'apiVersion':'authentication.k8s.io/v1','kind':'TokenReview','spec':{'token':'" + token
                + "'%s}}";
        String reviews = "/apis/authentication.k8s.io/v1/tokenreviews";

        assertThat(post(reviews, review.formatted("")).body().at("/status/authenticated").asBoolean()).isTrue();
        assertThat(post(reviews, review.formatted(",'audiences':['another']")).body().path("status"))
                .isEqualTo(json("{'user':{},'error':'invalid bearer token'}"));
    }

    @Test
    void putsAPodOnANodeOnce() throws IOException, InterruptedException {
        post(NAMESPACE + "/pods", "{'metadata':{'name':'bound'},'spec':{" + CONTAINERS + "}}");
        String binding = "{'metadata':{'name':'bound'},'target':{'kind':'Node','name':'n1'}}";

        assertThat(post(NAMESPACE + "/pods/bound/binding", binding).status()).isEqualTo(201);
        JsonNode pod = get(NAMESPACE + "/pods/bound").body();
        ScenarioClient.Response again = post(NAMESPACE + "/bindings", binding);

        assertThat(pod.at("/spec/nodeName").asText()).isEqualTo("n1");
        assertThat(pod.at("/status/conditions/0/type").asText()).isEqualTo("PodScheduled");
        assertThat(pod.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("message").asText()).endsWith("pod bound is already assigned to node \"n1\"");
    }

    @Test
    void refusesAnEvictionThatABudgetCannotSpare() throws IOException, InterruptedException {
        post(NAMESPACE + "/pods",
                "{'metadata':{'name':'needed','labels':{'app':'needed'}},'spec':{" + CONTAINERS + "}}");
        merge(NAMESPACE + "/pods/needed/status", "{'status':{'phase':'Running','conditions':[{'type':'Ready',"
                + "'status':'True'}]}}");
        String budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        post(budgets,
                "{'metadata':{'name':'b'},'spec':{'minAvailable':1,'selector':{'matchLabels':{'app':'needed'}}}}");
        merge(budgets + "/b/status", "{'status':{'observedGeneration':1,'disruptionsAllowed':0,'currentHealthy':1,"
                + "'desiredHealthy':1,'expectedPods':1}}");

        ScenarioClient.Response answer = post(NAMESPACE + "/pods/needed/eviction", "{'apiVersion':'policy/v1',"
                + "'kind':'Eviction','metadata':{'name':'needed'}}");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().at("/details/causes/0/reason").asText()).isEqualTo("DisruptionBudget");
        assertThat(answer.body().at("/details/causes/0/message").asText())
                .isEqualTo("The disruption budget b needs 1 healthy pods and has 1 currently");
        assertThat(get(NAMESPACE + "/pods/needed").status()).isEqualTo(200);
    }

    @Test
    void refusesAPatchThatChangesTheKind() throws IOException, InterruptedException {
        post(NAMESPACE + "/configmaps", "{'metadata':{'name':'stays'}}");

        ScenarioClient.Response answer = merge(NAMESPACE + "/configmaps/stays", "{'kind':'Secret'}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/details/causes/0/field").asText()).isEqualTo("patch");
    }

    @Test
    void takesEventsOfTheNewerGroup() throws IOException, InterruptedException {
        String events = "/apis/events.k8s.io/v1/namespaces/default/events";
        String event = "'metadata':{'name':'e'},'regarding':{'kind':'Pod','name':'p','namespace':'default'},'reason':'r',"
                + "'reportingInstance':'i','action':'a','type':'Normal','reportingController':'example.com/c'";

        assertThat(post(events, "{" + event + "}").body().path("message").asText())
                .endsWith("eventTime: Required value");
        assertThat(post(events, "{" + event + ",'eventTime':'2026-01-01T00:00:00.000000Z'}").status()).isEqualTo(201);
        assertThat(get(NAMESPACE + "/events/e").body().path("reportingComponent").asText()).isEqualTo("example.com/c");
    }

    @Test
    void refusesAPatchWithUnknownFieldsIfAskedTo() throws IOException, InterruptedException {
        post(NAMESPACE + "/configmaps", "{'metadata':{'name':'strict'}}");

        ScenarioClient.Response answer = merge(NAMESPACE + "/configmaps/strict?fieldValidation=Strict", "{'bogus':1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/details/causes/0/message").asText())
                .endsWith(": strict decoding error: unknown field \"bogus\"");
    }

    @Test
    void refusesFormsThatTheAnswerDoesNotHave() throws IOException, InterruptedException {
        String lists = "PartialObjectMetadataList;g=meta.k8s.io;v=v1";
        post(NAMESPACE + "/configmaps", "{'metadata':{'name':'shown'}}");

        assertThat(as("Table;g=meta.k8s.io;v=v9", NAMESPACE + "/configmaps").status()).isEqualTo(406);
        assertThat(as("PartialObjectMetadata;g=meta.k8s.io;v=v1", NAMESPACE + "/configmaps").status()).isEqualTo(406);
        assertThat(as(lists, NAMESPACE + "/configmaps/shown").status()).isEqualTo(406);
        assertThat(as(lists, NAMESPACE + "/configmaps").body().path("kind").asText())
                .isEqualTo("PartialObjectMetadataList");
        assertThat(as("Table;g=meta.k8s.io;v=v1", NAMESPACE + "/configmaps?includeObject=All").body().path("message")
                .asText()).endsWith("includeObject: Invalid value: \"All\": must be 'Metadata', 'Object', 'None', or "
                        + "empty");
    }

    @Test
    void refusesParametersAndTokensThatMeanNothing() throws IOException, InterruptedException {
        assertThat(get(NAMESPACE + "/configmaps?limit=abc").body().path("message").asText())
                .isEqualTo("strconv.ParseInt: parsing \"abc\": invalid syntax");
        assertThat(call("DELETE", NAMESPACE + "/configmaps/none?dryRun=Some", "").body()
                .at("/details/causes/0/message").asText())
                .isEqualTo("Unsupported value: [\"Some\"]: supported values: \"All\"");
        assertThat(get(NAMESPACE + "/configmaps?continue=eyJ2IjoidjkiLCJydiI6MSwic3RhcnQiOiJhIn0").body()
                .path("message").asText()).endsWith("server does not recognize this encoded version v9");
        assertThat(get("/api/v1/nodes?fieldSelector=metadata.namespace%3Dx").status()).isEqualTo(400);
        assertThat(call("DELETE", NAMESPACE + "/configmaps/none", "{'gracePeriodSeconds':'x'}").body().path("message")
                .asText()).isEqualTo("json: cannot unmarshal string into Go struct field "
                        + "DeleteOptions.gracePeriodSeconds of type int64");
        assertThat(merge(NAMESPACE + "/configmaps/none?fieldManager=" + "%C3%A9".repeat(65), "{}").body()
                .at("/details/causes/0/reason").asText()).isEqualTo("FieldValueTooLong");
    }

    @Test
    void refusesToActAsAnotherForThisVeryRequest() throws IOException, InterruptedException {
        ObjectNode request = RunningCluster.request("GET", NAMESPACE + "/configmaps").put("as", "none");
        request.putObject("headers").put("Impersonate-User", "bob");

        ScenarioClient.Response answer = running().client().call(request);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("message").asText()).isEqualTo("configmaps is forbidden: User "
                + "\"system:anonymous\" cannot impersonate-on:user-info:list resource \"configmaps\" in API group \"\" "
                + "in the namespace \"default\"");
    }

    private static RunningCluster running() {
        return cluster.orElseThrow();
    }

    private static ScenarioClient.Response get(String path) throws IOException, InterruptedException {
        return running().get(path);
    }

    private static ScenarioClient.Response as(String form, String path) throws IOException, InterruptedException {
        ObjectNode request = RunningCluster.request("GET", path);
        request.withObject("/headers").put("Accept", "application/json;as=" + form);
        return running().client().call(request);
    }

    private static ScenarioClient.Response post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    private static ScenarioClient.Response merge(String path, String body) throws IOException, InterruptedException {
        ObjectNode request = RunningCluster.request("PATCH", path);
        request.set("body", json(body));
        request.putObject("headers").put("Content-Type", "application/merge-patch+json");
        return running().client().call(request);
    }

    private static ScenarioClient.Response call(String method, String path, String body)
            throws IOException, InterruptedException {
        ObjectNode request = RunningCluster.request(method, path);
        if (!body.isEmpty()) {
            request.set("body", json(body));
        }
        return running().client().call(request);
    }
}
