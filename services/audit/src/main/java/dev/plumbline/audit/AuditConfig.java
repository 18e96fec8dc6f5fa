package dev.plumbline.audit;

import java.nio.file.Path;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What the audit service is told at its start. The database is configured by `quarkus.datasource`, the topics by
/// `mp.messaging`.
@ConfigMapping(prefix = "plumbline.audit")
public interface AuditConfig {
    /// Kafka's bootstrap servers, `host:port,…`.
    String kafka();

    /// For topics that do not exist yet: 8 is enough for one machine; the number divides 256 and never changes.
    @WithDefault("8")
    @Min(1)
    @Max(256)
    int partitions();

    /// Holds the bearer token of the API; without it only loopback is answered.
    Optional<Path> tokenFile();
}
