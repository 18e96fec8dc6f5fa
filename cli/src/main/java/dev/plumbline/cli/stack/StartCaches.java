package dev.plumbline.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The JDK's ahead-of-time caches (JEP 483, JEP 514), one a part, which spare a start much of its class loading.
///
/// A cache belongs to one JDK, one jar and one set of options; any other is never read. A part without one records what
/// it loads, and [Learning] makes the cache of that.
///
/// @param directory shared by the installations of this checkout
/// @param learning  whether parts without a cache record what it is made of
record StartCaches(Path directory, boolean learning) {
    private static final String WHOLE = ".aot";
    private static final String RECORDED = ".recorded-";
    private static final String UNFINISHED = ".unfinished-";
    private static final String RECORD = "-XX:AOTMode=record";
    private static final String CREATE = "-XX:AOTMode=create";
    private static final String CONFIGURATION = "-XX:AOTConfiguration=";
    private static final String CACHE = "-XX:AOTCache=";

    /// The JVM options that use a part's cache, or record what one is made of, or none.
    ///
    /// @param part    its name
    /// @param jar     what it runs
    /// @param options the other JVM options
    List<String> options(String part, Path jar, List<String> options) throws IOException {
        Path cache = directory.resolve(part + "-" + fingerprint(jar, options) + WHOLE);
        if (Files.isRegularFile(cache)) {
            return List.of(CACHE + cache);
        }
        if (!learning) {
            return List.of();
        }
        Files.createDirectories(directory);
        removeOthers(part, cache);
        return List.of(RECORD, CONFIGURATION + cache + RECORDED + ProcessHandle.current().pid());
    }

    /// Whether a part that was started by this command line records.
    boolean isRecorded(List<String> command) {
        return command.contains(RECORD);
    }

    /// The command line that makes a cache of what a part has recorded, and runs nothing else.
    List<String> creation(List<String> command) {
        List<String> creation = new ArrayList<>();
        for (String word : command) {
            creation.add(word.equals(RECORD) ? CREATE : word);
            if (word.startsWith(CONFIGURATION)) {
                creation.add(CACHE + unfinished(Path.of(word.substring(CONFIGURATION.length()))));
            }
        }
        return creation;
    }

    /// Takes over the cache that [#creation] made: it is whole or not there.
    void keep(List<String> command) throws IOException {
        for (String word : command) {
            if (word.startsWith(CONFIGURATION)) {
                Path recorded = Path.of(word.substring(CONFIGURATION.length()));
                String name = recorded.getFileName().toString();
                Files.move(unfinished(recorded),
                        recorded.resolveSibling(name.substring(0, name.lastIndexOf(RECORDED))),
                        StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Removes what this run has recorded, which nobody needs any more.
    void tidy() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        String ours = "*-" + ProcessHandle.current().pid();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, ours)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private static Path unfinished(Path recorded) {
        return recorded.resolveSibling(recorded.getFileName().toString().replace(RECORDED, UNFINISHED));
    }

    private void removeOthers(String part, Path current) throws IOException {
        try (DirectoryStream<Path> former = Files.newDirectoryStream(directory, part + "-*" + WHOLE)) {
            for (Path file : former) {
                if (!file.equals(current)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String fingerprint(Path jar, List<String> options) throws IOException {
        String described = Runtime.version() + "|" + System.getProperty("java.home") + "|" + jar + "|"
                + Files.size(jar) + "|" + Files.getLastModifiedTime(jar) + "|" + String.join(" ", options);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(described.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
