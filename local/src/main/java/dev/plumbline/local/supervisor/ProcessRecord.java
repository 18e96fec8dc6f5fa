package dev.plumbline.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process as it can be recognised by another JVM later: pids come back, a pid with its start time does not.
///
/// @param name      the part's name
/// @param pid       process id
/// @param startedAt milliseconds since 1970 by the operating system's own record
record ProcessRecord(String name, long pid, long startedAt) {
    /// The operating system counts in ticks, and its idea of the boot time may move a little.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(String name, ProcessHandle process) {
        return new ProcessRecord(name, process.pid(),
                process.info().startInstant().orElseGet(Instant::now).toEpochMilli());
    }

    /// The process, while it runs.
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant().map(this::matches).orElse(false));
    }

    private boolean matches(Instant started) {
        return Math.abs(started.toEpochMilli() - startedAt) <= TOLERANCE.toMillis();
    }
}
