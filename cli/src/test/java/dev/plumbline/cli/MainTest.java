package dev.plumbline.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.cli.terminal.Console;

import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person reads when something is wrong: one line, an exit code, no stack trace.
class MainTest {
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path directory;

    @BeforeAll
    static void thisCheckout() {
        System.setProperty("plumbline.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @Test
    void saysWhichOptionIsMissing() {
        assertThat(run("up")).isEqualTo(2);
        assertThat(errors.toString()).contains("--fleet").hasLineCount(1);
    }

    @Test
    void saysThatTheFleetCannotBeRead() {
        assertThat(run("up", "--fleet", directory.resolve("none.git").toString(), "--data", directory.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("cannot be read").hasLineCount(1);
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("demo", "--http-port", port, "--data", directory.resolve("data").toString())).isEqualTo(1);
            assertThat(errors.toString()).contains("Port " + port + " is in use", "--http-port").hasLineCount(1);
        }
    }

    @Test
    void saysThatADurationIsNone() {
        assertThat(run("demo", "--poll", "soon", "--data", directory.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("\"soon\" is no duration").hasLineCount(1);
    }

    @Test
    void saysThatNothingRunsOnADirectory() {
        assertThat(run("sync", "shop-prod", "--data", directory.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("is no data directory of Plumbline").hasLineCount(1);
    }

    @Test
    void rendersADirectoryToStandardOutput() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

        int code = Main.commandLine(console).execute("render", "../samples/fleet/shop/overlays/dev");

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("apiVersion: v1\n")
                .contains("image: ghcr.io/example/shop-web:1.5.0-rc1", "namespace: shop-dev", "replicas: 2");
    }

    @Test
    void saysWhichDirectoryToRenderIsMissing() {
        assertThat(run("render", directory.resolve("none").toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("There is no directory").hasLineCount(1);
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine(Console.standard());
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments);
    }
}
