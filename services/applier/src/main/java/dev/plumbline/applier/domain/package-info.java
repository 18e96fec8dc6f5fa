/// What a plan's operations may do, in which order, and what is told about them; without Kafka or Kubernetes.
@NullMarked
package dev.plumbline.applier.domain;

import org.jspecify.annotations.NullMarked;
