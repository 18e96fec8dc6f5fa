package dev.plumbline.applier.kubernetes;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// How many requests of each verb the API server got, how they ended, and what they took.
final class RequestMeter {
    private final MeterRegistry registry;

    RequestMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /// @param verb the HTTP method
    /// @param code 0 when there was no answer
    /// @param nanos what it took
    void answered(String verb, int code, long nanos) {
        Timer.builder("plumbline.applier.api.requests").description("Requests to the cluster's API")
                .tag("verb", verb).tag("outcome", outcome(code)).register(registry).record(Duration.ofNanos(nanos));
    }

    /// What is not there is an answer too.
    private static String outcome(int code) {
        return switch (code) {
            case 404 -> "answered";
            case 429 -> "throttled";
            default -> code == 0 || code >= 500 ? "failed" : code >= 400 ? "refused" : "answered";
        };
    }
}
