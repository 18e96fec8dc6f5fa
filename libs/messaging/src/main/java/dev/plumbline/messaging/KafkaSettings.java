package dev.plumbline.messaging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What every service is told of Kafka, under the same names.
///
/// Whichever service starts first creates the topics, so all of an installation are told the same.
@ConfigMapping(prefix = "plumbline.kafka")
public interface KafkaSettings {
    /// `host:port,…`
    @NotBlank
    String bootstrapServers();

    /// Of topics that do not exist yet; divides 256. 64 is advised for large installations.
    @WithDefault("8")
    @Min(1)
    @Max(256)
    int partitions();

    /// Of topics that do not exist yet; 3 on a broker cluster.
    @WithDefault("1")
    @Min(1)
    short replicationFactor();

    default Broker broker() {
        return new Broker(bootstrapServers(), partitions(), replicationFactor());
    }
}
