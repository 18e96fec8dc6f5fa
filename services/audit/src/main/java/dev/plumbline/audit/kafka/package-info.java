/// Kafka: reads every topic that the ledger keeps, in batches, and writes commands and dead letters.
@NullMarked
package dev.plumbline.audit.kafka;

import org.jspecify.annotations.NullMarked;
