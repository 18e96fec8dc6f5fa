package dev.plumbline.gitwatcher.webhook;

import java.util.List;

import dev.plumbline.gitwatcher.domain.Announcement;

/// What becomes of a delivery.
sealed interface Receipt {

    /// Proven and understood.
    ///
    /// @param announcements empty for an event that says nothing of a push
    record Accepted(List<Announcement> announcements) implements Receipt {
        public Accepted {
            announcements = List.copyOf(announcements);
        }
    }

    /// Nobody proved to know the secret.
    record Unproven(String reason) implements Receipt {
    }

    /// Proven, but no event of this host.
    record Malformed(String reason) implements Receipt {
    }

    /// There is no such kind of host.
    record UnknownHost(String reason) implements Receipt {
    }
}
