package dev.plumbline.local.supervisor;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends a process: asked first (SIGTERM), killed when it takes too long.
final class Ending {
    static final Duration GRACE = Duration.ofSeconds(12);

    private final ProcessHandle process;

    private Ending(ProcessHandle process) {
        this.process = process;
    }

    static Ending of(ProcessHandle process) {
        process.destroy();
        return new Ending(process);
    }

    /// Returns when the process is gone.
    void within(Duration grace) throws InterruptedException {
        if (!await(grace)) {
            process.destroyForcibly();
            await(GRACE);
        }
    }

    private boolean await(Duration atMost) throws InterruptedException {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Process " + process.pid() + " cannot be waited for", e);
        }
    }
}
