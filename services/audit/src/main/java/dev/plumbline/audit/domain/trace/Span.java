package dev.plumbline.audit.domain.trace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One stage of a commit's way.
///
/// @param application absent for the stage that all Applications share
/// @param revision the commit that the Application was rendered at: a later one when several were rendered at once
/// @param plan the plan's id; absent before there is one
/// @param operations how many operations of the plan are due to this commit; 0 before there is a plan
/// @param outcome `webhook` or `poll`; `rendered` or `failed`; a plan's cause; the worst outcome of its changes
public record Span(Stage stage, @Nullable String application, @Nullable String revision, @Nullable String plan,
        int operations, String outcome, Instant startedAt, Instant endedAt) {
    private static final double NANOS_PER_MILLI = 1_000_000;

    @JsonProperty
    public String service() {
        return stage.service();
    }

    /// Milliseconds, to the microsecond.
    @JsonProperty
    public double millis() {
        return Duration.between(startedAt, endedAt).truncatedTo(ChronoUnit.MICROS).toNanos() / NANOS_PER_MILLI;
    }
}
