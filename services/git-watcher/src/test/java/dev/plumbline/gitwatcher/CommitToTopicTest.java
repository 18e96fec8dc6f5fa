package dev.plumbline.gitwatcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.contracts.Topic;
import dev.plumbline.gitwatcher.git.GitFixture;
import dev.plumbline.messaging.Broker;
import dev.plumbline.messaging.Decoder;
import dev.plumbline.messaging.EventCodec;
import dev.plumbline.messaging.Incoming;
import dev.plumbline.messaging.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The whole service between a Git host and a real broker: a signed webhook leads to commits in Kafka, and their content
/// can be fetched from the mirror.
@QuarkusTest
@QuarkusTestResource(KafkaAndGit.class)
class CommitToTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private final URI service;
    private final String kafka;
    private final String fleet;

    CommitToTopicTest() {
        Config config = ConfigProvider.getConfig();
        service = URI.create("http://127.0.0.1:" + config.getValue("quarkus.http.test-port", String.class) + "/");
        kafka = config.getValue("PLUMBLINE_KAFKA", String.class);
        fleet = config.getValue("PLUMBLINE_FLEET_REPOSITORY", String.class);
    }

    @Test
    void turnsASignedWebhookIntoCommitsThatTheMirrorServes() throws Exception {
        try (Tables _ = follow(); GitFixture work = new GitFixture(directory.resolve("work"), fleet, "")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("q/health/ready")).isEqualTo(200));
            RevCommit one = work.commit("one", Map.of("a.yaml", "1"));
            work.push();
            announce(one.name(), 202);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(commits()).containsExactly(one.name()));
            work.commit("two", Map.of("a.yaml", "2"));
            RevCommit three = work.commit("three", Map.of("a.yaml", "3"));
            work.push();

            long before = System.nanoTime();
            announce(three.name(), 202);
            announce(three.name(), 202);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(commits()).hasSize(3).endsWith(three.name()));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastCheckpoint()).isEqualTo(three.name()));
            assertThat(fetched(three)).isEqualTo("3");
        }
    }

    @Test
    void answersWrongRequestsAsProblems() throws Exception {
        assertThat(post("webhooks/github", "{}", "sha256=00").statusCode()).isEqualTo(401);
        HttpResponse<String> malformed = post("webhooks/github", "no json", "sha256=" + hmac("no json"));
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(post("webhooks/svn", "{}", "").statusCode()).isEqualTo(404);
        assertThat(status("mirrors/0123/info/refs?service=git-upload-pack")).isEqualTo(404);
        assertThat(status("mirrors/0123/info/refs?service=git-receive-pack")).isEqualTo(403);
    }

    private Tables follow() throws InterruptedException {
        Broker broker = new Broker(kafka, 8, (short) 1);
        int count = broker.awaitTopics();
        Set<Integer> all = IntStream.range(0, count).boxed().collect(Collectors.toSet());
        Decoder decoder = new Decoder("test", new EventCodec("test", InstantSource.system()), Instant::now, count);
        Tables tables = new Tables("test", broker.tableConsumer(), Set.of(Topic.COMMITS, Topic.CHECKPOINTS), decoder,
                new Tables.Listener() {
                    @Override
                    public void onRecord(Incoming record) {
                        if (record instanceof Incoming.Decoded decoded) {
                            events.add(decoded.event());
                        }
                    }

                    @Override
                    public void onRead(int partition) {
                        assertThat(partition).isLessThan(count);
                    }

                    @Override
                    public void onLost(int partition) {
                        events.clear();
                    }
                });
        tables.own(all);
        return tables;
    }

    private List<String> commits() {
        List<String> commits = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof CommitObserved commit) {
                commits.add(commit.commit());
            }
        }
        return commits;
    }

    private String lastCheckpoint() {
        String last = "none";
        for (Event event : events) {
            if (event instanceof Checkpoint checkpoint) {
                last = checkpoint.last() == null ? "none yet: " + checkpoint.error() : checkpoint.last().commit();
            }
        }
        return last;
    }

    /// The content of `a.yaml` in a commit, fetched by its id alone, as renderer does.
    private String fetched(RevCommit commit) throws Exception {
        String mirror = service + "mirrors/" + RepositoryUrl.mirrorId(RepositoryUrl.normalised(fleet));
        try (Git git = Git.init().setBare(true).setDirectory(directory.resolve("clone").toFile()).call()) {
            Repository clone = git.getRepository();
            git.fetch().setRemote(mirror).setRefSpecs(new RefSpec(commit.name() + ":refs/plumbline/fetched")).call();
            try (TreeWalk file = Objects.requireNonNull(TreeWalk.forPath(clone, "a.yaml", commit.getTree()))) {
                return new String(clone.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private void announce(String tip, int status) throws Exception {
        String body = """
                {"ref":"refs/heads/main","after":"%s","repository":{"clone_url":"%s"},"pusher":{"name":"ada"}}
                """.formatted(tip, fleet);
        assertThat(post("webhooks/github", body, "sha256=" + hmac(body)).statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> post(String path, String body, String signature) throws Exception {
        return client.send(HttpRequest.newBuilder(service.resolve(path)).header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signature).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(service.resolve(path)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String hmac(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KafkaAndGit.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
