package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.local.supervisor.Endpoints;

/// One installation with an empty fleet that the tests fill: `up` on the tests' own Git host.
public final class TestStack implements AutoCloseable {
    public static final String ANA = "Ana Díaz <ana@example.com>";
    public static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static @Nullable TestStack shared;

    private final TestGitHost gitHost;
    private final Path data;
    private final List<String> options;
    private final TestRepository fleet;
    private @Nullable PlumblineProcess running;

    private TestStack(TestGitHost gitHost, TestRepository fleet, Path data, List<String> options) {
        this.gitHost = gitHost;
        this.fleet = fleet;
        this.data = data;
        this.options = List.copyOf(options);
    }

    /// The installation that tests share which leave it as they found it.
    public static synchronized TestStack shared() throws IOException, InterruptedException {
        TestStack known = shared;
        if (known == null) {
            known = start(Files.createTempDirectory("plumbline-system"));
            Runtime.getRuntime().addShutdownHook(new Thread(known::close, "stop-stack"));
            shared = known;
        }
        return known;
    }

    /// An installation of its own in a directory, which sees commits within a second.
    public static TestStack start(Path directory) throws IOException, InterruptedException {
        return start(directory, "PT1S");
    }

    /// @param poll how often repositories are asked, as an ISO 8601 duration
    /// @param more options of `up`
    public static TestStack start(Path directory, String poll, String... more)
            throws IOException, InterruptedException {
        TestGitHost gitHost = TestGitHost.start(directory.resolve("git"));
        TestRepository fleet = gitHost.repository("fleet");
        fleet.commit(ANA, "Begin the fleet", Map.of("applications/README.md", "Applications of this fleet\n"));
        fleet.push();
        List<String> options = new ArrayList<>(List.of("--poll", poll));
        options.addAll(List.of(more));
        TestStack stack = new TestStack(gitHost, fleet, directory.resolve("data"), options);
        stack.up();
        return stack;
    }

    /// The fleet's repository: Applications in `applications/`, their manifests in `apps/NAME/`.
    public TestRepository fleet() {
        return fleet;
    }

    /// Another repository on the same Git host.
    public TestRepository repository(String name) {
        return gitHost.repository(name);
    }

    /// Starts it, or starts it again.
    public void up() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--no-learn", "--fleet", fleet.url() + "#main:applications"));
        arguments.addAll(options);
        PlumblineProcess process = PlumblineProcess.start(data, "up", arguments.toArray(String[]::new));
        running = process;
        process.awaitReady(STARTS_WITHIN);
        Awaitility.setDefaultTimeout(SOON);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    }

    /// Stops it as Ctrl-C does.
    public void down() {
        PlumblineProcess process = running;
        if (process != null) {
            process.close();
            running = null;
        }
    }

    /// @throws IllegalStateException while it is down
    public PlumblineProcess process() {
        PlumblineProcess process = running;
        if (process == null) {
            throw new IllegalStateException("The installation on " + data + " is not running");
        }
        return process;
    }

    public Endpoints endpoints() {
        try {
            return process().endpoints();
        } catch (IOException e) {
            throw new UncheckedIOException("The installation's endpoints cannot be read", e);
        }
    }

    public ClusterUser cluster() throws IOException {
        return ClusterUser.of(process().kubeconfig());
    }

    public AuditReader audit() throws IOException {
        return new AuditReader(endpoints().audit(), process().token());
    }

    /// Commits files to the fleet's repository and pushes them.
    ///
    /// @return the commit's id
    public String push(String message, Map<String, String> files) {
        String commit = fleet.commit(ANA, message, files);
        fleet.push();
        return commit;
    }

    /// Declares an Application whose manifests are in `apps/NAME`, with the files, and waits until it is in sync.
    ///
    /// @param spec further lines under `spec:`, indented by two blanks
    public String declare(String name, String spec, Map<String, String> files) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("applications/" + name + ".yaml", application(name, spec));
        files.forEach((file, content) -> all.put("apps/" + name + "/" + file, content));
        String commit = push("Declare " + name, all);
        awaitSync(name, "Synced");
        return commit;
    }

    public static String application(String name, String spec) {
        return """
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata:
                  name: %s
                spec:
                  source: {path: apps/%s}
                  target: {namespace: %s, createNamespace: true}
                %s""".formatted(name, name, name, spec);
    }

    public JsonNode awaitSync(String application, String sync) throws IOException {
        AuditReader audit = audit();
        return Awaitility.await("Application " + application + " is " + sync).until(
                () -> audit.application(application),
                status -> status.path("sync").asText().equals(sync));
    }

    /// Tells the installation of a push, as GitHub does.
    ///
    /// @return the HTTP status
    public int webhook(String commit, String secret) throws IOException, InterruptedException {
        String body = """
                {"ref":"refs/heads/main","after":"%s","repository":{"clone_url":"%s"},"pusher":{"name":"ana"}}"""
                .formatted(commit, fleet.url());
        HttpRequest request = HttpRequest.newBuilder(endpoints().webhooks().resolve("/webhooks/github"))
                .header("Content-Type", "application/json").header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", commit).header("X-Hub-Signature-256", "sha256=" + hmac(secret, body))
                .POST(BodyPublishers.ofString(body)).build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    public String webhookSecret() throws IOException {
        return Files.readString(data.resolve("webhook-secret")).strip();
    }

    public URI gitHostUrl() {
        return gitHost.url();
    }

    @Override
    public void close() {
        down();
        gitHost.close();
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256, this one has not", e);
        }
    }
}
