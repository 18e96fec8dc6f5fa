package dev.plumbline.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The JDK's ahead-of-time caches (JEP 514), one a part: a broker is up in 1 s instead of 2.7 s with one.
///
/// A cache belongs to one JDK, one jar and one set of options; any other is never read. The JVM writes it when it ends
/// in good order, which takes seconds, so only a run that was asked to learn does that.
///
/// @param directory shared by the installations of this checkout
/// @param learning  whether parts without a cache write one when they end
record StartCaches(Path directory, boolean learning) {
    private static final String WHOLE = ".aot";
    private static final String UNFINISHED = ".unfinished-";

    /// The JVM options that use a part's cache, or write it, or none.
    ///
    /// @param part    its name
    /// @param jar     what it runs
    /// @param options the other JVM options
    List<String> options(String part, Path jar, List<String> options) throws IOException {
        Path cache = directory.resolve(part + "-" + fingerprint(jar, options) + WHOLE);
        if (Files.isRegularFile(cache)) {
            return List.of("-XX:AOTCache=" + cache);
        }
        if (!learning) {
            return List.of();
        }
        Files.createDirectories(directory);
        removeOthers(part, cache);
        return List.of("-XX:AOTCacheOutput=" + cache + UNFINISHED + ProcessHandle.current().pid());
    }

    /// Takes over what this run's parts wrote; called when all have ended.
    void keep() throws IOException {
        String ours = UNFINISHED + ProcessHandle.current().pid();
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> written = Files.newDirectoryStream(directory, "*" + ours)) {
            for (Path file : written) {
                String name = file.getFileName().toString();
                Files.move(file, file.resolveSibling(name.substring(0, name.length() - ours.length())),
                        StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void removeOthers(String part, Path current) throws IOException {
        try (DirectoryStream<Path> former = Files.newDirectoryStream(directory, part + "-*" + WHOLE)) {
            for (Path file : former) {
                if (!file.equals(current)) {
                    Files.delete(file);
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
