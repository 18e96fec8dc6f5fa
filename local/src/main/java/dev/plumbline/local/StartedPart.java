package dev.plumbline.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One part running in its own process, for whoever starts a single part without the supervisor.
final class StartedPart implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(25);
    private static final int SHOWN_LINES = 15;

    private final Process process;
    private final Path log;
    private final Thread killedWithThisJvm;

    private StartedPart(String name, Process process, Path log) {
        this.process = process;
        this.log = log;
        this.killedWithThisJvm = new Thread(process::destroy, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(killedWithThisJvm);
    }

    /// Starts it and returns when its port answers. Output goes to `DATA.log` beside its data directory.
    ///
    /// @throws IOException if it ends or does not answer within a minute; the message holds its last lines
    static StartedPart start(PartCommand command, Path data, int port) throws IOException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        Path log = data.toAbsolutePath().resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(command.commandLine()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        StartedPart part = new StartedPart(command.main(), process, log);
        try {
            if (FreePorts.awaitAnswer(port, process, STARTS_WITHIN)) {
                return part;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        part.kill();
        throw new IOException("The local " + command.main() + " did not start on port " + port + ": " + lastLines(log));
    }

    /// Blocks until its output holds this text, the process ends or a minute is over.
    ///
    /// @throws IOException in both latter cases; the message holds its last lines
    void awaitLine(String text) throws IOException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.readString(log).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                String lines = lastLines(log);
                kill();
                throw new IOException("The local part did not come to say \"" + text + "\": " + lines);
            }
            awaitEnd(LOOKS_EVERY);
        }
    }

    long pid() {
        return process.pid();
    }

    /// Ends it as a crash would: no chance to clean up.
    void kill() {
        process.destroyForcibly();
        awaitEnd(STOPS_WITHIN);
        forget();
    }

    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd(STOPS_WITHIN)) {
            process.destroyForcibly();
            awaitEnd(STOPS_WITHIN);
        }
        forget();
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(killedWithThisJvm);
        } catch (IllegalStateException alreadyGoingDown) {
            // The hook is running or has run: there is nothing left to forget.
            return;
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
