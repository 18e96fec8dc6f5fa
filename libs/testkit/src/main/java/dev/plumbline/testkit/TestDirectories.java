package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Directories of shared parts, removed when the JVM ends.
final class TestDirectories {
    private TestDirectories() {
    }

    static Path create(String name) {
        try {
            return Files.createTempDirectory("plumbline-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory can be made for " + name, e);
        }
    }

    /// Closes the part, then removes its directory, when the JVM ends.
    static void atTheEnd(AutoCloseable part, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
                remove(directory);
            } catch (Exception e) {
                System.getLogger(TestDirectories.class.getName()).log(System.Logger.Level.WARNING,
                        "a test's part did not end well directory=" + directory, e);
            }
        }, "end-" + directory.getFileName()));
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
