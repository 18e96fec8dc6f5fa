package dev.plumbline.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.testkit.PlumblineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/// The README's first command, as a person's first minute with Plumbline.
class TourIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path data;

    @Test
    void theTourHolds() throws IOException, InterruptedException {
        try (PlumblineProcess demo = PlumblineProcess.start(data, "demo", "--tour")) {
            int code = demo.awaitEnd(PATIENCE);

            assertThat(code).as(demo.output()).isZero();
        }
    }
}
