package dev.plumbline.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// [TraceContext] against the chain of events that one commit leads to.
class TraceContextTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String NEXT = "f".repeat(40);
    private static final String TRACE = "0123456789abcdef0123456789abcdef";
    private static final Instant AT = Instant.parse("2026-11-24T14:02:11Z");
    private static final String PLAN = Ids.of("plan");
    private static final String DRIFT = Ids.of("drift");
    private static final ResourceId WEB = ResourceId.parse("apps/Deployment/shop/web");

    @Test
    void aCommitsTraceIsItsFirstDigits() {
        assertThat(TraceContext.traceIdOf(COMMIT)).isEqualTo(TRACE);
        assertThat(TraceContext.traceIdOf("main")).matches("[0-9a-f]{32}");
    }

    @Test
    void eachStageHangsBelowTheOneBefore() {
        TraceContext seen = context(sample(EventType.COMMIT_OBSERVED));
        TraceContext rendered = context(rendered("shop"));
        TraceContext planned = context(operation(COMMIT, COMMIT, Cause.COMMIT, null));
        TraceContext applied = context(change(COMMIT, Cause.COMMIT, null));

        assertThat(List.of(seen, rendered, planned, applied)).extracting(TraceContext::traceId).containsOnly(TRACE);
        assertThat(seen.parentSpanId()).isNull();
        assertThat(rendered.parentSpanId()).isEqualTo(seen.spanId());
        assertThat(planned.parentSpanId()).isEqualTo(rendered.spanId());
        assertThat(applied.parentSpanId()).isEqualTo(planned.spanId());
        assertThat(applied.traceparent()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
    }

    @Test
    void applicationsAreSpansOfTheirOwn() {
        assertThat(context(rendered("shop")).spanId()).isNotEqualTo(context(rendered("blog")).spanId());
    }

    @Test
    void anOperationBelongsToTheCommitThatChangedItsResource() {
        TraceContext planned = context(operation(NEXT, COMMIT, Cause.COMMIT, null));

        assertThat(planned.traceId()).isEqualTo(TRACE);
        assertThat(planned.parentSpanId())
                .isEqualTo(context(sample(EventType.COMMIT_OBSERVED)).spanId());
    }

    @Test
    void aCorrectionBelongsToItsDrift() {
        assertThat(context(operation(COMMIT, COMMIT, Cause.DRIFT, DRIFT)).traceId()).isEqualTo(DRIFT);
        assertThat(context(change(COMMIT, Cause.DRIFT, DRIFT)).traceId()).isEqualTo(DRIFT);
    }

    @Test
    void statesBelongToNoTrace() {
        assertThat(TraceContext.of(sample(EventType.APPLICATION_STATUS))).isEmpty();
    }

    private static Event sample(EventType type) {
        return Objects.requireNonNull(Samples.all().get(type));
    }

    private static TraceContext context(Event event) {
        return TraceContext.of(event).orElseThrow();
    }

    private static RenderOutcome rendered(String application) {
        return new RenderOutcome(application, COMMIT, "s1", RenderOutcome.Result.RENDERED, List.of(), AT, AT);
    }

    private static Provenance provenance(String commit) {
        return new Provenance(commit, new Person("Ana", "ana@example.com"), "why", AT);
    }

    private static PlannedOperation operation(String revision, String commit, Cause cause, @Nullable String drift) {
        return new PlannedOperation(PLAN, 0, 1, "shop", "local", 12, 0, revision, PlannedOperation.Kind.DELETE, WEB,
                "apps/v1", null, null, null, null, null, false, cause, drift, provenance(commit), AT);
    }

    private static Change change(String commit, Cause cause, @Nullable String drift) {
        return new Change(Change.id(PLAN, 0, WEB), "shop", "local", WEB, Change.Operation.DELETE,
                Change.Outcome.APPLIED, cause, PLAN, 0, 1, commit, drift, provenance(commit), AT, AT, List.of(), null,
                false);
    }
}
