package dev.plumbline.local.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A process to keep running.
///
/// @param name        names the log and the entry in `endpoints.json`
/// @param stage       what has to outlive what when all stop
/// @param command     the whole command line
/// @param environment added to this process's own; a value may be a secret, so it is never shown
/// @param health      how to tell that it is ready
/// @param endsWithin  how long it may take to end when asked to, before it is killed
public record Part(String name, Stage stage, List<String> command, Map<String, String> environment, Health health,
        Duration endsWithin) {

    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Part[" + name + "]";
    }

    /// Services stop first: they say goodbye to the platform.
    public enum Stage {
        PLATFORM, SERVICE
    }
}
