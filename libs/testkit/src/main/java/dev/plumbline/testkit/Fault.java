package dev.plumbline.testkit;

import java.time.Duration;
import java.util.Map;

/// What a [FaultyProxy] does to a request instead of passing it on.
public sealed interface Fault {
    /// Answers in the server's place.
    record Answer(int code, Map<String, String> headers, String body) implements Fault {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /// Takes the request and says nothing until the proxy is healed; then the connection ends.
    record Silence() implements Fault {
    }

    /// Passes it on, later.
    record Delay(Duration pause) implements Fault {
    }

    /// Ends the connection.
    record Hangup() implements Fault {
    }

    /// Passes on the beginning of the server's answer, then ends the connection.
    ///
    /// @param bytes of the body that come through
    record Truncation(int bytes) implements Fault {
    }

    /// Answers with a Kubernetes `Status`.
    static Fault status(int code, String reason, String message) {
        return new Answer(code, Map.of("Content-Type", "application/json"), """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "reason": "%s", "message": "%s"}
                """.formatted(code, reason, message));
    }
}
