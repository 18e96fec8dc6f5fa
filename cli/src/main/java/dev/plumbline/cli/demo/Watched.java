package dev.plumbline.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import dev.plumbline.cli.stack.Complaint;

/// Waits for a claim to hold and measures how long it took.
final class Watched {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private Watched() {
    }

    /// Looks at the world; empty while the claim does not hold.
    interface Look<T> {
        Optional<T> look() throws IOException, InterruptedException;
    }

    /// What was seen, and how long after the given moment.
    ///
    /// @param since since the moment that the caller named
    record Seen<T>(T value, Duration since) {
    }

    /// Looks again and again.
    ///
    /// @param claim for the complaint, as in "the cluster holds 3 replicas"
    /// @param from  of `System.nanoTime()`, what the time is counted from
    /// @throws Complaint if the claim does not hold within 30 s
    static <T> Seen<T> until(String claim, long from, Look<T> look)
            throws Complaint, IOException, InterruptedException {
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (true) {
            Optional<T> seen = look.look();
            if (seen.isPresent()) {
                return new Seen<>(seen.get(), Duration.ofNanos(System.nanoTime() - from));
            }
            if (System.nanoTime() > end) {
                throw new Complaint("The tour ends here: it was to be seen within " + AT_MOST.toSeconds() + " s that "
                        + claim + ", and was not");
            }
            Thread.sleep(LOOKS_EVERY);
        }
    }
}
