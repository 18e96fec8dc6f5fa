/// The real parts that tests start: Kafka, PostgreSQL, Kubernetes, a Git host, and Plumbline itself.
@NullMarked
package dev.plumbline.testkit;

import org.jspecify.annotations.NullMarked;
