package dev.plumbline.differ.kubernetes;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.plumbline.differ.ListAndWatchServer;
import dev.plumbline.differ.domain.Input;
import dev.plumbline.differ.domain.Turn;
import dev.plumbline.differ.domain.live.ApiKind;
import dev.plumbline.differ.domain.live.WatchState;
import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The watches against the API's own protocol: lists, streams of events, refusals, kinds that come later.
class KubernetesViewTest {
    private static final ApiKind CONFIG_MAP = new ApiKind("v1", "ConfigMap");
    private static final ApiKind WIDGET = new ApiKind("example.com/v1", "Widget");
    private static final ResourceId SETTINGS = new ResourceId("", "ConfigMap", "shop", "settings");
    private static final String CONFIG_MAPS = "/api/v1/configmaps";
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String DEFINITION = """
            {"metadata":{"name":"widgets.example.com","generation":1,"resourceVersion":"9"},
             "spec":{"group":"example.com","names":{"kind":"Widget"},"versions":[{"name":"v1","schema":
               {"openAPIV3Schema":{"type":"object"}}}]},
             "status":{"conditions":[{"type":"Established","status":"True"}]}}""";

    private final LinkedBlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private ListAndWatchServer server;
    private KubernetesClient client;
    private KubernetesView view;

    @BeforeEach
    void start() throws IOException {
        server = new ListAndWatchServer()
                .serves("/api/v1",
                        "{\"resources\":[{\"name\":\"configmaps\",\"kind\":\"ConfigMap\",\"namespaced\":true}]}")
                .serves(CONFIG_MAPS, list(configMap("1")))
                .serves(DEFINITIONS,
                        "{\"kind\":\"CustomResourceDefinitionList\",\"metadata\":{\"resourceVersion\":\"1\"},"
                                + "\"items\":[]}");
        client = new KubernetesClientBuilder().withConfig(new ConfigBuilder().withMasterUrl(server.url())
                .withRequestRetryBackoffLimit(0).build()).build();
        view = new KubernetesView(client, inputs::put, Clock.systemUTC(), new SimpleMeterRegistry());
        view.start();
    }

    @AfterEach
    void stop() {
        view.close();
        client.close();
        server.close();
    }

    private static String configMap(String version) {
        return "{\"metadata\":{\"name\":\"settings\",\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\""
                + version
                + "\"},\"data\":{\"a\":\"1\"}}";
    }

    private static String list(String item) {
        return "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":["
                + item + "]}";
    }

    private static String event(String type, String version) {
        return "{\"type\":\"" + type + "\",\"object\":"
                + configMap(version).replaceFirst("\\{", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",") + "}";
    }

    private <I extends Input> I next(Class<I> type) throws InterruptedException {
        while (true) {
            Input input = inputs.poll(10, TimeUnit.SECONDS);
            if (input == null) {
                throw new AssertionError("No " + type.getSimpleName() + " came; asked were " + server.requests());
            }
            if (type.isInstance(input)) {
                return type.cast(input);
            }
        }
    }

    private WatchState nextState(ApiKind kind) throws InterruptedException {
        while (true) {
            Input.Watched watched = next(Input.Watched.class);
            if (watched.kind().equals(kind)) {
                return watched.state();
            }
        }
    }

    @Test
    void listsOnceAndThenFollows() throws Exception {
        view.watch(Set.of(CONFIG_MAP));

        assertThat(next(Input.Listed.class).objects()).singleElement()
                .satisfies(object -> assertThat(object.id()).isEqualTo(SETTINGS));
        assertThat(nextState(CONFIG_MAP)).isEqualTo(new WatchState.Synced());

        server.sends(CONFIG_MAPS, event("MODIFIED", "7"));
        assertThat(next(Input.Seen.class).object().resourceVersion()).isEqualTo("7");

        server.sends(CONFIG_MAPS, event("DELETED", "8"));
        assertThat(next(Input.Vanished.class).resource()).isEqualTo(SETTINGS);
        assertThat(server.requests().stream().filter(("GET " + CONFIG_MAPS)::equals)).hasSize(1);
        assertThat(server.requests().stream().filter(("WATCH " + CONFIG_MAPS)::equals)).hasSize(1);
    }

    @Test
    void goesOnWhereAWatchEnded() throws Exception {
        view.watch(Set.of(CONFIG_MAP));
        assertThat(nextState(CONFIG_MAP)).isEqualTo(new WatchState.Synced());

        server.endsWatch(CONFIG_MAPS);
        server.sends(CONFIG_MAPS, event("MODIFIED", "7"));

        assertThat(next(Input.Seen.class).object().resourceVersion()).isEqualTo("7");
        assertThat(server.requests().stream().filter(("GET " + CONFIG_MAPS)::equals)).hasSize(1);
    }

    @Test
    void listsAgainWhenTheServerHasForgotten() throws Exception {
        view.watch(Set.of(CONFIG_MAP));
        next(Input.Listed.class);

        server.sends(CONFIG_MAPS, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}");

        assertThat(next(Input.Listed.class).kind()).isEqualTo(CONFIG_MAP);
    }

    @Test
    void isBlindWhereTheClusterRefuses() throws Exception {
        server.refuses(CONFIG_MAPS, 403);

        view.watch(Set.of(CONFIG_MAP));

        assertThat(nextState(CONFIG_MAP)).isInstanceOfSatisfying(WatchState.Blind.class,
                blind -> assertThat(blind.reason()).contains("refuses to show ConfigMap", "grant get, list and watch"));
    }

    @Test
    void beginsWhenTheDefinitionOfAKindComes() throws Exception {
        view.watch(Set.of(WIDGET));
        assertThat(nextState(WIDGET)).isEqualTo(new WatchState.Unserved());

        server.serves("/apis/example.com/v1",
                "{\"resources\":[{\"name\":\"widgets\",\"kind\":\"Widget\",\"namespaced\":true}]}")
                .serves("/apis/example.com/v1/widgets",
                        "{\"kind\":\"WidgetList\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[]}")
                .serves(DEFINITIONS + "/widgets.example.com", DEFINITION);
        server.sends(DEFINITIONS, "{\"type\":\"ADDED\",\"object\":" + DEFINITION.replace('\n', ' ') + "}");

        assertThat(next(Input.Typed.class).kind()).isEqualTo(WIDGET);
        assertThat(nextState(WIDGET)).isEqualTo(new WatchState.Synced());
    }

    @Test
    void answersSingleQuestions() throws Exception {
        server.serves("/api/v1/namespaces/shop/configmaps/settings",
                configMap("3").replaceFirst("\\{", "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","));
        ResourceId other = new ResourceId("", "ConfigMap", "shop", "other");

        view.ask(List.of(new Turn.Question(CONFIG_MAP, SETTINGS)));
        assertThat(next(Input.Probed.class).answer()).isInstanceOf(Input.Answer.Present.class);

        view.ask(List.of(new Turn.Question(CONFIG_MAP, other)));
        assertThat(next(Input.Probed.class).answer()).isInstanceOf(Input.Answer.Absent.class);
    }

    @Test
    void endsTheWatchesOfKindsThatNobodyUses() throws Exception {
        view.watch(Set.of(CONFIG_MAP));
        next(Input.Watched.class);

        view.watch(Set.of());
        server.sends(CONFIG_MAPS, event("MODIFIED", "7"));

        await().during(Duration.ofMillis(300)).until(() -> inputs.stream().noneMatch(Input.Seen.class::isInstance));
    }
}
