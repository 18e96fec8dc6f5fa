package dev.plumbline.audit.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.common.Metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;

/// How far the ledger is behind the topics, as Kafka's consumer measures it.
@ApplicationScoped
class LagMeter {
    private static final String LAG = "records-lag-max";

    private final KafkaClientService clients;

    LagMeter(KafkaClientService clients) {
        this.clients = clients;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry, Backlog backlog) {
        Gauge.builder("plumbline.audit.lag.records", this, LagMeter::records)
                .description("Records of the partition that is furthest behind that are not in the ledger yet")
                .baseUnit("records").register(registry);
        Gauge.builder("plumbline.audit.backlog.partitions", backlog, Backlog::partitions)
                .description("Partitions whose records from before the start are not in the ledger yet")
                .baseUnit("partitions").register(registry);
    }

    private double records() {
        KafkaConsumer<String, byte[]> consumer = clients.getConsumer(LedgerInput.CHANNEL);
        if (consumer == null) {
            return Double.NaN;
        }
        for (Metric metric : consumer.unwrap().metrics().values()) {
            if (LAG.equals(metric.metricName().name()) && metric.metricName().tags().size() == 1
                    && metric.metricValue() instanceof Double lag) {
                return Double.isNaN(lag) ? 0 : lag;
            }
        }
        return 0;
    }
}
