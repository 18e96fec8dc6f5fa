package dev.plumbline.gitwatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.plumbline.local.FreePorts;
import dev.plumbline.local.KafkaBroker;
import dev.plumbline.local.git.GitHost;

/// A real broker and a Git host for one run of the service.
public final class KafkaAndGit implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "webhook secret";
    private @Nullable KafkaBroker broker;
    private @Nullable GitHost host;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("git-watcher");
            KafkaBroker started = KafkaBroker.start(directory.resolve("kafka"), 0);
            broker = started;
            GitHost git = GitHost.start(directory.resolve("git"), 0, Map.of(), Optional.empty());
            host = git;
            git.create("fleet");
            Map<String, String> config = new HashMap<>();
            config.put("PLUMBLINE_KAFKA", started.bootstrap());
            config.put("PLUMBLINE_DATA", directory.resolve("data").toString());
            config.put("PLUMBLINE_FLEET_REPOSITORY", git.cloneUrl("fleet").toString());
            config.put("PLUMBLINE_FLEET_REF", "main");
            config.put("PLUMBLINE_WEBHOOK_SECRET", SECRET);
            // Whatever arrives within the tests' patience came by a webhook.
            config.put("PLUMBLINE_POLL", "1h");
            config.put("quarkus.http.test-port", Integer.toString(FreePorts.next()));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (host != null) {
            host.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
