package dev.plumbline.kubernetes.podsecurity;

import java.util.List;
import java.util.stream.Collectors;

/// One rule that a Pod breaks.
///
/// @param reason the rule in a few words
/// @param detail which containers or values break it
public record Violation(String reason, String detail) {

    /// `reason (detail), reason (detail)`.
    public static String details(List<Violation> violations) {
        return violations.stream().map(each -> each.reason() + " (" + each.detail() + ")")
                .collect(Collectors.joining(", "));
    }

    /// `reason, reason`.
    public static String reasons(List<Violation> violations) {
        return violations.stream().map(Violation::reason).collect(Collectors.joining(", "));
    }
}
