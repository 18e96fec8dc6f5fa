package dev.plumbline.renderer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.plumbline.local.FreePorts;
import dev.plumbline.local.KafkaBroker;

/// A real broker and a directory in the place of git-watcher's mirrors, for one run of the service.
public final class KafkaAndMirror implements QuarkusTestResourceLifecycleManager {
    static final String FLEET = "https://git.example.com/fleet.git";
    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("renderer");
            KafkaBroker started = KafkaBroker.start(directory.resolve("kafka"), 0);
            broker = started;
            Map<String, String> config = new HashMap<>();
            config.put("PLUMBLINE_KAFKA", started.bootstrap());
            config.put("PLUMBLINE_DATA", directory.resolve("data").toString());
            config.put("PLUMBLINE_MIRRORS", Files.createDirectory(directory.resolve("mirrors")).toUri().toString());
            config.put("PLUMBLINE_FLEET_REPOSITORY", FLEET);
            config.put("PLUMBLINE_FLEET_REF", "main");
            config.put("PLUMBLINE_FLEET_PATH", "apps");
            config.put("quarkus.http.test-port", Integer.toString(FreePorts.next()));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
