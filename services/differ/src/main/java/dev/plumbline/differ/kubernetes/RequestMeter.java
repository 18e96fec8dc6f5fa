package dev.plumbline.differ.kubernetes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// How many requests of each verb the API server got, and how they ended.
final class RequestMeter {
    private final MeterRegistry registry;

    RequestMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /// @param verb `get`, for lists and single objects, or `watch`
    /// @param code 0 when there was no answer
    void answered(String verb, int code) {
        Counter.builder("plumbline.differ.api.requests").description("Requests to the cluster's API").tag("verb", verb)
                .tag("outcome", outcome(code)).register(registry).increment();
    }

    /// What is not there, or there no more, is an answer too.
    private static String outcome(int code) {
        return switch (code) {
            case 404, 410 -> "answered";
            case 429 -> "throttled";
            default -> code == 0 || code >= 500 ? "failed" : code >= 400 ? "refused" : "answered";
        };
    }
}
