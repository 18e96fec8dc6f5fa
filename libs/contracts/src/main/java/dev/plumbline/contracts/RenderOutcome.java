package dev.plumbline.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.plumbline.manifests.SourcePosition;

/// How the last render of an Application ended. Key `application/@render`. A failed one leaves the last snapshot alone.
///
/// @param revision the commit that was rendered; absent when none could be read
/// @param errors what is wrong and where, in the words of who can mend it; empty when rendered
/// @param startedAt when the work on this Application began; absent when there was nothing to work on
/// @param at when it was done
public record RenderOutcome(String application, @Nullable String revision, String specVersion, Result result,
        List<RenderError> errors, @Nullable Instant startedAt, Instant at) implements DesiredEvent {
    public static final String SUFFIX = "@render";

    public RenderOutcome {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(specVersion, "specVersion");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(at, "at");
        errors = List.copyOf(errors);
    }

    public static String key(String application) {
        return application + "/" + SUFFIX;
    }

    @Override
    public String key() {
        return key(application);
    }

    @Override
    public String eventId() {
        return Ids.of("outcome", application, revision == null ? "" : revision, specVersion, result, errors);
    }

    public enum Result {
        @JsonProperty("rendered")
        RENDERED, @JsonProperty("failed")
        FAILED, @JsonProperty("unknown")
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /// One thing that is wrong.
    ///
    /// @param source absent when no file is at fault
    public record RenderError(String message, @Nullable SourcePosition source) {
        public RenderError {
            Objects.requireNonNull(message, "message");
        }

        @Override
        public String toString() {
            return source == null ? message : source + ": " + message;
        }
    }
}
