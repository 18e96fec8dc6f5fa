package dev.plumbline.gitwatcher.domain;

import java.time.Instant;

/// An announcement and when it came.
///
/// @param at when the first announcement of the ref came that no read has followed yet
record Arrival(Announcement announcement, Instant at) {

    /// A later announcement says more, and waits as long as the first.
    Arrival replacedBy(Arrival later) {
        return new Arrival(later.announcement, at);
    }
}
