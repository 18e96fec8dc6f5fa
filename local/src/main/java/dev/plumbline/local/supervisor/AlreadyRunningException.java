package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A data directory is in use by another supervisor.
public final class AlreadyRunningException extends IOException {
    private static final long serialVersionUID = 1L;

    AlreadyRunningException(Path directory, Optional<Long> pid) {
        super("Plumbline already runs on " + directory + pid.map(id -> " (process " + id + ")").orElse(""));
    }
}
