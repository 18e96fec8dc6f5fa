package dev.plumbline.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.plumbline.local.Database;
import dev.plumbline.local.KafkaBroker;

/// A real Kafka broker and a real PostgreSQL for the service under test, and the token of its API.
public class RealParts implements QuarkusTestResourceLifecycleManager {
    static final String TOKEN = "correct-horse-battery-staple";

    private @Nullable Path directory;
    private @Nullable KafkaBroker broker;
    private @Nullable Database database;

    @Override
    public Map<String, String> start() {
        try {
            Path chosen = Files.createTempDirectory("plumbline-audit-");
            directory = chosen;
            KafkaBroker kafka = KafkaBroker.start(chosen.resolve("kafka"), 0);
            broker = kafka;
            Database postgres = Database.start(chosen.resolve("database"), 0);
            database = postgres;
            Path token = Files.writeString(chosen.resolve("token"), TOKEN + "\n");
            return Map.of("PLUMBLINE_KAFKA", kafka.bootstrap(), "PLUMBLINE_DATABASE_URL", postgres.url(),
                    "PLUMBLINE_TOKEN_FILE", token.toString(), "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException("The parts of the test do not start", e);
        }
    }

    @Override
    public void stop() {
        for (AutoCloseable part : Stream.<@Nullable AutoCloseable>of(broker, database).toList()) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("A part of the test does not stop", e);
            }
        }
        if (directory != null) {
            delete(directory);
        }
    }

    private static void delete(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of the test cannot be removed: " + tree, e);
        }
    }
}
