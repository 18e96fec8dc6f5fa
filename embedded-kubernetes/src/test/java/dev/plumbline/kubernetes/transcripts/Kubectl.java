package dev.plumbline.kubernetes.transcripts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The kubectl whose outputs were recorded: 1.32, since the client makes the tables.
///
/// @param executable a link with the name `kubectl`: programs see by which name they were called
record Kubectl(Path executable) {
    private static final String VERSION = "1.32";
    private static final int TIMEOUT_SECONDS = 90;

    /// How a command ended.
    ///
    /// @param code exit code; -1 when it was stopped
    record Outcome(int code, String out, String err) {
    }

    /// Looks on the PATH for `kubectl.1.32`, beside `kubectl` for the same, then for a `kubectl` of that version.
    static Optional<Kubectl> find(Path directory) throws IOException, InterruptedException {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path plain = Path.of(place).resolve("kubectl");
            Path exact = Path.of(place).resolve("kubectl." + VERSION);
            if (Files.isExecutable(exact)) {
                return Optional.of(linked(directory, exact));
            }
            if (Files.isExecutable(plain)) {
                Path beside = plain.toRealPath().resolveSibling("kubectl." + VERSION);
                if (Files.isExecutable(beside)) {
                    return Optional.of(linked(directory, beside));
                }
                if (isRecorded(directory, plain)) {
                    return Optional.of(linked(directory, plain.toRealPath()));
                }
            }
        }
        return Optional.empty();
    }

    private static Kubectl linked(Path directory, Path target) throws IOException {
        return new Kubectl(Files.createSymbolicLink(directory.resolve("kubectl"), target));
    }

    private static boolean isRecorded(Path directory, Path kubectl) throws IOException, InterruptedException {
        Outcome outcome = new Kubectl(kubectl).run(directory, Map.of("HOME", directory.toString()), "",
                List.of("version", "--client", "-o", "json"));
        return outcome.out().contains("\"gitVersion\": \"v" + VERSION + ".");
    }

    Outcome run(Path directory, Map<String, String> environment, String input, List<String> arguments)
            throws IOException, InterruptedException {
        Started started = start(directory, environment, input, arguments);
        started.process().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return started.ended();
    }

    /// A running command; its outputs go to files.
    record Started(Process process, Path out, Path err) {

        /// Stops it if it still runs.
        Outcome ended() throws IOException, InterruptedException {
            boolean runs = process.isAlive();
            if (runs) {
                process.destroy();
                process.waitFor();
            }
            Outcome outcome = new Outcome(runs ? -1 : process.exitValue(), read(out), read(err));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        }

        long lines() throws IOException {
            return read(out).chars().filter(c -> c == '\n').count();
        }

        private static String read(Path file) throws IOException {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }
    }

    Started start(Path directory, Map<String, String> environment, String input, List<String> arguments)
            throws IOException {
        Path out = Files.createTempFile(directory.getParent(), "out", "");
        Path err = Files.createTempFile(directory.getParent(), "err", "");
        Path in = Files.writeString(Files.createTempFile(directory.getParent(), "in", ""), input);
        ProcessBuilder builder = new ProcessBuilder(executable.toString());
        builder.command().addAll(arguments);
        builder.directory(directory.toFile()).redirectInput(in.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return new Started(builder.start(), out, err);
    }
}
