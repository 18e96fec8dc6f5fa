package dev.plumbline.kubernetes.audit;

/// How a request was answered.
sealed interface Outcome {

    /// Not yet.
    record Pending() implements Outcome {
    }

    /// With a code; what follows is a stream.
    record Streaming(int code) implements Outcome {
    }

    /// Whole.
    @SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each body would cost
    record Answered(int code, String contentType, byte[] body) implements Outcome {
    }

    /// Not: the server's own mistake.
    record Panicked(String why) implements Outcome {
    }
}
