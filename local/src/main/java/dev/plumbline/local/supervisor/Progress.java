package dev.plumbline.local.supervisor;

import java.time.Duration;
import java.util.List;

/// What happens to a part, for whoever watches.
public sealed interface Progress {
    String part();

    /// Its process runs, not ready yet.
    record Started(String part, long pid) implements Progress {
    }

    /// Its health says ready.
    ///
    /// @param after since its process was started
    record Ready(String part, Duration after) implements Progress {
    }

    /// Its process ended although nobody stopped it; it is started again.
    ///
    /// @param code      exit code
    /// @param lastLines what it printed last
    record Died(String part, int code, List<String> lastLines) implements Progress {
        public Died {
            lastLines = List.copyOf(lastLines);
        }
    }

    /// Its process was stopped.
    record Stopped(String part) implements Progress {
    }
}
