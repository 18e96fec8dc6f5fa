package dev.plumbline.contracts;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// The trace that an event belongs to, told from the event alone: whoever reads it, in whatever batch, finds the same.
///
/// A commit's trace id is its first 32 digits, so whoever has the commit has the trace; a drift's trace id is the drift's
/// id. The stages of a commit are spans below one another: seen, rendered (one an Application), planned (one a plan),
/// applied (one a change). A commit that is rendered anew for the same Application repeats its spans' ids.
///
/// @param traceId 32 lowercase hex digits
/// @param spanId of the stage that the event closes, and parent of what follows from it; 16 lowercase hex digits
/// @param parentSpanId of the stage before; absent for the first
public record TraceContext(String traceId, String spanId, @Nullable String parentSpanId) {
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    /// Empty for states, which many events lead to, and for commands.
    public static Optional<TraceContext> of(Event event) {
        return switch (event) {
            case CommitObserved commit -> Optional.of(seen(commit.commit()));
            case ApplicationDeclared declared -> Optional.of(seen(declared.provenance().commit()));
            case ApplicationRemoved removed -> Optional.of(seen(removed.provenance().commit()));
            case RenderRequested request -> Optional.of(seen(request.commit().commit()));
            case DesiredResource resource -> Optional.of(rendered(resource.provenance().commit(),
                    resource.application()));
            case SnapshotMarker marker -> Optional.of(rendered(marker.revision(), marker.application()));
            case RenderOutcome outcome -> Optional.ofNullable(outcome.revision())
                    .map(revision -> rendered(revision, outcome.application()));
            case PlannedOperation operation -> Optional.of(planned(operation));
            case Change change -> Optional.of(applied(change));
            case DriftEvent drift -> Optional.of(root(digits(drift.id(), TRACE_DIGITS)));
            default -> Optional.empty();
        };
    }

    /// The id of a commit's trace.
    public static String traceIdOf(String commit) {
        return digits(commit, TRACE_DIGITS);
    }

    /// The W3C header of this name, sampled.
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static TraceContext seen(String commit) {
        return root(traceIdOf(commit));
    }

    private static TraceContext rendered(String commit, String application) {
        TraceContext seen = seen(commit);
        return new TraceContext(seen.traceId(), renderedSpan(seen.traceId(), application), seen.spanId());
    }

    /// Several commits may be rendered at once: a plan's operation belongs to the commit that changed its resource, which
    /// need not be the revision that was rendered.
    private static TraceContext planned(PlannedOperation operation) {
        TraceContext root = cause(operation.cause(), operation.drift(), operation.provenance());
        boolean isRendered = root.traceId().equals(traceIdOf(operation.revision()));
        return new TraceContext(root.traceId(), digits(operation.plan(), SPAN_DIGITS),
                isRendered ? renderedSpan(root.traceId(), operation.application()) : root.spanId());
    }

    private static TraceContext applied(Change change) {
        return new TraceContext(cause(change.cause(), change.drift(), change.provenance()).traceId(),
                digits(change.id(), SPAN_DIGITS), digits(change.plan(), SPAN_DIGITS));
    }

    private static TraceContext cause(Cause cause, @Nullable String drift, Provenance provenance) {
        return cause == Cause.DRIFT && drift != null
                ? root(digits(drift, TRACE_DIGITS))
                : seen(provenance.commit());
    }

    private static TraceContext root(String traceId) {
        return new TraceContext(traceId, traceId.substring(TRACE_DIGITS - SPAN_DIGITS), null);
    }

    private static String renderedSpan(String traceId, String application) {
        return digits(Ids.of("rendered", traceId, application), SPAN_DIGITS);
    }

    /// The first digits of an id; of its hash where it is no hexadecimal number of that length.
    private static String digits(String id, int count) {
        boolean isHex = id.length() >= count
                && id.chars().limit(count).allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c));
        return (isHex ? id : Ids.of(id)).substring(0, count);
    }
}
