/// What the service reads from and writes to Kafka: applications and checkpoints in, commits and checkpoints out.
@NullMarked
package dev.plumbline.gitwatcher.kafka;

import org.jspecify.annotations.NullMarked;
