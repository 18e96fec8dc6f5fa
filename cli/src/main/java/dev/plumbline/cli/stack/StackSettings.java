package dev.plumbline.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What a person chose for an installation.
///
/// @param data       its directory
/// @param fleet      where the Applications are declared; empty for the local Git host's `fleet.git` (the demo)
/// @param kubeconfig of a real cluster; empty for the embedded Kubernetes API
/// @param kafka      bootstrap servers of a real Kafka; empty for a local broker
/// @param database   JDBC URL of a real PostgreSQL; empty for a local one
/// @param httpPort   of the console and the audit API; empty for a free one
/// @param poll       how often Git is asked when no webhook comes
/// @param learning   whether the start caches that are missing are made ([Learning])
public record StackSettings(Path data, Optional<FleetAddress> fleet, Optional<Path> kubeconfig, Optional<String> kafka,
        Optional<String> database, OptionalInt httpPort, Duration poll,
        boolean learning) {

    /// Whether the local Git host is part of the installation.
    boolean hasGitHost() {
        return fleet.isEmpty();
    }
}
