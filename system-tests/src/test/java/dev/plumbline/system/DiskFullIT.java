package dev.plumbline.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.testkit.TestStack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/// A full disk under the broker, then under the database, against what their logs say meanwhile and what is there when room
/// was made.
///
/// Both live in file systems in memory of a fixed size, which only root may mount: skipped for everybody else.
class DiskFullIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CHUNK_BYTES = 64 * 1024;

    private final List<Path> mounted = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        for (Path path : mounted) {
            run("umount", "--lazy", path.toString());
        }
    }

    @Test
    void afterRoomIsMadeEverythingGoesOn() throws Exception {
        Path data = directory.resolve("data");
        mount(data.resolve("kafka"), "300m");
        mount(data.resolve("database"), "300m");
        Trial trial = Trial.begin("DiskFullIT");
        try (TestStack stack = TestStack.start(directory)) {
            PaintedFleet fleet = new PaintedFleet(stack, trial.random(), PATIENCE);
            fleet.declare("full", 4, 2);

            fillUnder("kafka", stack, fleet);
            fillUnder("database", stack, fleet);
            fleet.assertNothingWasDeleted();
        }
    }

    private static void fillUnder(String part, TestStack stack, PaintedFleet fleet) throws Exception {
        Path filler = stack.process().data().resolve(part).resolve("filler");
        fill(filler);
        await(part + " says that the disk is full").atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    fleet.commit();
                    assertThat(said(part, stack)).containsIgnoringCase("No space left on device");
                });

        Files.delete(filler);

        fleet.commit();
        fleet.editByHand();
        fleet.awaitEqualToGit();
        fleet.awaitAudited();
    }

    private static String said(String part, TestStack stack) throws IOException {
        return stack.process().log(part) + stack.process().output() + stack.process().log("audit");
    }

    private static void fill(Path file) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            while (Files.getFileStore(file).getUsableSpace() > 0) {
                out.write(chunk, 0, (int) Math.min(chunk.length, Files.getFileStore(file).getUsableSpace()));
            }
        }
    }

    private void mount(Path path, String size) throws IOException, InterruptedException {
        Files.createDirectories(path);
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=700", "tmpfs", path.toString()))
                .as("a file system can be mounted here").isZero();
        mounted.add(path);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
