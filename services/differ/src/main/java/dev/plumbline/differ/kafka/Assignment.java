package dev.plumbline.differ.kafka;

import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/// The partitions that this instance owns, and the membership that it owns them by.
record Assignment(Set<Integer> partitions, ConsumerGroupMetadata group) {
    Assignment {
        partitions = Set.copyOf(partitions);
    }
}
