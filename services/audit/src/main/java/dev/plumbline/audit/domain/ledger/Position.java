package dev.plumbline.audit.domain.ledger;

/// How far a partition was read into the ledger.
///
/// @param topicId Kafka's id of the topic: a topic that was created anew under the same name has another
/// @param nextOffset the first offset that was not read
public record Position(String topic, int partition, String topicId, long nextOffset) {
}
