package dev.plumbline.contracts;

import java.time.Instant;
import java.util.Objects;

/// The commit behind something, with what the audit answers about it.
///
/// @param commit 40 or 64 lowercase hex digits
/// @param reason the commit's `Reason:` trailer, else its subject
/// @param authoredAt the author's time as Git records it
public record Provenance(String commit, Person author, String reason, Instant authoredAt) {
    public Provenance {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(authoredAt, "authoredAt");
    }
}
