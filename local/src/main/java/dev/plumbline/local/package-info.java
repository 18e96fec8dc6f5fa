/// What a laptop has instead of a platform: a Kafka broker, a database and a Git host, each a process of its own.
@NullMarked
package dev.plumbline.local;

import org.jspecify.annotations.NullMarked;
