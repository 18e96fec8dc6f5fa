package dev.plumbline.audit.domain.archive;

import java.util.Optional;

/// Which drifts are asked for; what is empty does not narrow.
///
/// @param open true for those that last, false for those that are over
public record DriftQuery(Optional<String> application, Optional<Boolean> open) {
}
