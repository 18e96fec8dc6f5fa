package dev.plumbline.audit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/// What the audit service is told at its start. The database is configured by `quarkus.datasource`, the topics by
/// `mp.messaging`.
@ConfigMapping(prefix = "plumbline.audit")
public interface AuditConfig {
    Otlp otlp();

    /// Where spans are sent to, as OpenTelemetry's own variables say.
    interface Otlp {
        /// Base URL of a collector that takes OTLP over HTTP; without one, spans are kept in the ledger alone.
        Optional<URI> endpoint();

        /// `name=value,…` that go with each request, such as credentials.
        Optional<String> headers();
    }

    /// Holds the bearer token of the API; without it only loopback is answered.
    Optional<Path> tokenFile();
}
