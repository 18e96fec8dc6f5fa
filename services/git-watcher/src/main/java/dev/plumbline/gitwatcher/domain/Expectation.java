package dev.plumbline.gitwatcher.domain;

import java.time.Instant;
import java.util.Optional;

/// An announced tip that the Git host does not show yet: hosts announce before all of their replicas know.
///
/// @param until when to stop looking for it more often than a poll would
record Expectation(Arrival arrival, Instant until) {

    boolean isOpen(Mirror mirror, Instant now) {
        Optional<String> tip = arrival.announcement().tip();
        return tip.isPresent() && now.isBefore(until) && !mirror.holds(tip.get());
    }
}
