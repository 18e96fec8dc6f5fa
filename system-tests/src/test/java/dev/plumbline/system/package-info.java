/// Plumbline as a person runs it: real processes, a real broker, database, Git host and Kubernetes API.
@NullMarked
package dev.plumbline.system;

import org.jspecify.annotations.NullMarked;
