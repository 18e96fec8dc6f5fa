package dev.plumbline.audit;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/// What the audit service is told at its start. The database is configured by `quarkus.datasource`, the topics by
/// `mp.messaging`.
@ConfigMapping(prefix = "plumbline.audit")
public interface AuditConfig {
    /// Holds the bearer token of the API; without it only loopback is answered.
    Optional<Path> tokenFile();
}
