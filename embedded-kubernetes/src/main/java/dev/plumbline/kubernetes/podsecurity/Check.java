package dev.plumbline.kubernetes.podsecurity;

import java.util.Optional;

/// One rule of a level.
///
/// @param sinceMinor    the first minor version with the rule
/// @param replacedMinor the first minor version whose `restricted` has a stricter rule instead
record Check(int sinceMinor, int replacedMinor, Rule rule) {
    private static final int NEVER = Integer.MAX_VALUE;

    /// Judges a Pod by the rule as it was in a minor version; empty when the Pod keeps it.
    @FunctionalInterface
    interface Rule {
        Optional<Violation> apply(PodView pod, int minor);
    }

    static Check since(int minor, Rule rule) {
        return new Check(minor, NEVER, rule);
    }

    Check replacedSince(int minor) {
        return new Check(sinceMinor, minor, rule);
    }

    boolean isReplacedFrom(int minor) {
        return replacedMinor != NEVER && minor >= replacedMinor;
    }
}
