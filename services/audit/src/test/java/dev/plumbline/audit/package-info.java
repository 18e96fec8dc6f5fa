/// The audit service on a real Kafka broker and a real PostgreSQL.
@NullMarked
package dev.plumbline.audit;

import org.jspecify.annotations.NullMarked;
