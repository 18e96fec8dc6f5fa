/// The few Kafka habits that all services share: events as CloudEvents, exactly-once batches, order per Application with
/// concurrency across, whole tables from compacted topics, dead letters.
@NullMarked
package dev.plumbline.messaging;

import org.jspecify.annotations.NullMarked;
