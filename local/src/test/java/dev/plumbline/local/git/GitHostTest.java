package dev.plumbline.local.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/// The Git host against the git command and a receiver of webhooks.
class GitHostTest {
    @TempDir
    Path directory;

    @Test
    void takesAPushAndServesItToAClone() throws Exception {
        try (GitHost host = GitHost.start(directory.resolve("repositories"), 0, Map.of(), Optional.empty())) {
            Path work = commitAndPush(host, "fleet", host.cloneUrl("fleet").toString());

            git(directory, "clone", "--quiet", host.cloneUrl("fleet").toString(), "copy");

            assertThat(directory.resolve("copy/a.yaml")).hasContent("kind: A\n");
            assertThat(git(directory.resolve("copy"), "log", "--format=%s").output()).isEqualTo("Add a\n");
            assertThat(git(work, "-c", "protocol.version=0", "ls-remote", "origin").output())
                    .contains("refs/heads/main");
        }
    }

    @Test
    void asksForTheTokenOfAPrivateRepository() throws Exception {
        try (GitHost host = GitHost.start(directory.resolve("repositories"), 0, Map.of("secret", "t0ken"),
                Optional.empty())) {
            String withToken = host.cloneUrl("secret").toString().replace("http://", "http://me:t0ken@");
            commitAndPush(host, "secret", withToken);

            assertThat(git(directory, "ls-remote", host.cloneUrl("secret").toString()).code()).isNotZero();
            assertThat(git(directory, "ls-remote", withToken.replace("t0ken", "wrong")).code()).isNotZero();
            assertThat(git(directory, "ls-remote", withToken).output()).contains("refs/heads/main");
        }
    }

    @Test
    void tellsTheWebhookOfAPushWithASignature() throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(deliveries);
        Webhook webhook = new Webhook(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"), "k");
        try (GitHost host = GitHost.start(directory.resolve("repositories"), 0, Map.of(), Optional.of(webhook))) {
            Path work = commitAndPush(host, "fleet", host.cloneUrl("fleet").toString());

            Delivery delivery = deliveries.poll(10, TimeUnit.SECONDS);

            assertThat(delivery).isNotNull();
            JsonNode body = new JsonMapper().readTree(delivery.body());
            assertThat(delivery.event()).isEqualTo("push");
            assertThat(delivery.signature()).isEqualTo("sha256=" + PushNotices.signature("k", delivery.body()));
            assertThat(body.at("/ref").asText()).isEqualTo("refs/heads/main");
            assertThat(body.at("/after").asText()).isEqualTo(git(work, "rev-parse", "HEAD").output().strip());
            assertThat(body.at("/repository/clone_url").asText()).isEqualTo(host.cloneUrl("fleet").toString());
            assertThat(body.at("/head_commit/author/name").asText()).isEqualTo("Ada");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void answersNotFoundForWhatItDoesNotServe() throws Exception {
        try (GitHost host = GitHost.start(directory.resolve("repositories"), 0, Map.of(), Optional.empty())) {
            assertThat(git(directory, "ls-remote", host.cloneUrl("none").toString()).output()).contains("not found");
        }
    }

    private Path commitAndPush(GitHost host, String repository, String url) throws Exception {
        host.create(repository);
        Path work = Files.createDirectories(directory.resolve("work"));
        git(work, "init", "--quiet", "--initial-branch=main");
        Files.writeString(work.resolve("a.yaml"), "kind: A\n");
        git(work, "add", ".");
        git(work, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", "Add a");
        git(work, "remote", "add", "origin", url);
        Outcome push = git(work, "push", "--quiet", "origin", "main");
        assertThat(push.code()).as(push.output()).isZero();
        return work;
    }

    private static HttpServer receiver(BlockingQueue<Delivery> deliveries) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String event = String.valueOf(exchange.getRequestHeaders().getFirst("X-GitHub-Event"));
                String signature = String.valueOf(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"));
                deliveries.add(new Delivery(event, signature, body));
                exchange.sendResponseHeaders(202, -1);
            }
        });
        server.start();
        return server;
    }

    private static Outcome git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int code, String output) {
    }

    @SuppressWarnings("ArrayRecordComponent") // the exact bytes are what is signed; never compared as a record
    private record Delivery(String event, String signature, byte[] body) {
    }
}
