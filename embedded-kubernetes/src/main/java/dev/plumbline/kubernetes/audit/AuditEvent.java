package dev.plumbline.kubernetes.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.kubernetes.access.User;

/// One event, with what its JSON is made of later and elsewhere.
///
/// @param user        empty where nobody was authenticated
/// @param acting      the user that was impersonated
/// @param annotations of which the authorizer's decision is one
record AuditEvent(Incoming request, Recording recording, Stage stage, Instant at, Optional<User> user,
        Optional<User> acting, Map<String, String> annotations, Outcome outcome) {
    /// What an event takes beside the bodies, roughly.
    private static final int BYTES = 1 << 10;

    AuditEvent {
        annotations = Map.copyOf(annotations);
    }

    /// Bytes that stay in memory for as long as the event waits.
    long weight() {
        long answer = outcome instanceof Outcome.Answered answered ? answered.body().length : 0;
        return BYTES + request.body().length + answer;
    }
}
