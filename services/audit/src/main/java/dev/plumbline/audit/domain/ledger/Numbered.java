package dev.plumbline.audit.domain.ledger;

/// An event and the sequence of its entry in the ledger.
public record Numbered<T>(long sequence, T event) {
}
