package dev.plumbline.differ.kafka;

import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/// The partitions that this instance owns, and the membership that it owns them by.
record Assignment(Set<Integer> partitions, ConsumerGroupMetadata group) {
    Assignment {
        partitions = Set.copyOf(partitions);
    }

    /// Whether nobody else can have owned any of these partitions since `former`: a group counts a generation for each
    /// time that it shares out its partitions, and this member took part in every one. The channel does not tell a loss
    /// from a revocation.
    boolean follows(Assignment former) {
        int generations = group.generationId() - former.group().generationId();
        return generations == 0 || generations == 1;
    }
}
