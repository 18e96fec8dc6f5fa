/// What the service reads from and writes to Kafka: commits and checkpoints in, applications, requests and desired state out.
@NullMarked
package dev.plumbline.renderer.kafka;

import org.jspecify.annotations.NullMarked;
