package dev.plumbline.gitwatcher.domain;

import java.time.Instant;

/// An announced tip that the Git host does not show yet: hosts announce before all of their replicas know.
///
/// @param until when to stop looking for it more often than a poll would
record Expectation(Announcement announcement, Instant until) {

    boolean isOpen(Mirror mirror, Instant now) {
        return announcement.tip().isPresent() && now.isBefore(until)
                && !mirror.holds(announcement.tip().orElseThrow());
    }
}
