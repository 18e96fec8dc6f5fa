package dev.plumbline.messaging;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;

/// What a consumer knows of itself: no broker is asked.
///
/// @param isConnected whether it holds a connection to a broker
/// @param lag how many records the partition has that is furthest behind
public record ClientState(boolean isConnected, double lag) {
    private static final ClientState NOT_STARTED = new ClientState(false, Double.NaN);
    private static final String LAG = "records-lag-max";
    private static final String CONNECTIONS = "connection-count";

    /// @param metrics the consumer's
    public static ClientState of(Map<MetricName, ? extends Metric> metrics) {
        double connections = 0;
        double lag = 0;
        for (Metric metric : metrics.values()) {
            MetricName name = metric.metricName();
            if (name.tags().size() == 1 && metric.metricValue() instanceof Double value && !value.isNaN()) {
                if (name.name().equals(LAG)) {
                    lag = value;
                } else if (name.name().equals(CONNECTIONS)) {
                    connections = value;
                }
            }
        }
        return new ClientState(connections > 0, lag);
    }

    /// Of the consumer of an incoming channel.
    public static ClientState of(KafkaClientService clients, String channel) {
        @Nullable
        KafkaConsumer<?, ?> consumer = clients.getConsumer(channel);
        return consumer == null ? NOT_STARTED : of(consumer.unwrap().metrics());
    }

    /// Makes the lag a metric, `plumbline.SERVICE.lag.records`.
    ///
    /// @param channel what the consumer reads for
    public static void meter(MeterRegistry registry, String service, String channel, Supplier<ClientState> consumer) {
        Gauge.builder("plumbline." + service + ".lag.records", () -> consumer.get().lag()).tag("channel", channel)
                .description("Records of the partition that is furthest behind that were not read yet")
                .baseUnit("records").register(registry);
    }
}
