package dev.plumbline.audit;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.CommitObserved;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.NOON;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.operation;
import static dev.plumbline.audit.Fixtures.rendered;
import static dev.plumbline.audit.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

/// `traces` of the API against the events that a commit leads to, whose times the services wrote.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class TraceTest {
    private final Installation audit = Installation.running();

    @Test
    void showsEachStageOfACommitWithItsTimes() throws Exception {
        CommitObserved commit = commit("Trace me", ADA);
        audit.topics().write(commit, rendered("traced", commit), operation("trace-1", "traced", commit, commit),
                update("trace-1", "traced", commit));

        JsonNode trace = audit.await("/api/v1/traces/" + commit.commit().substring(0, 12),
                answer -> answer.path("spans").size() == 5);

        assertThat(trace.path("commit").asText()).isEqualTo(commit.commit());
        assertThat(trace.path("traceId").asText()).isEqualTo(commit.commit().substring(0, 32));
        assertThat(trace.path("subject").asText()).isEqualTo("Trace me");
        assertThat(trace.path("spans").findValuesAsText("stage")).containsExactlyInAnyOrder("seen", "rendered",
                "planned", "applied", "audited");
        JsonNode applied = span(trace, "applied");
        assertThat(applied.path("service").asText()).isEqualTo("applier");
        assertThat(applied.path("application").asText()).isEqualTo("traced");
        assertThat(applied.path("outcome").asText()).isEqualTo("applied");
        assertThat(applied.path("startedAt").asText()).isEqualTo(NOON.toString());
        assertThat(applied.path("millis").asDouble()).isEqualTo(120.0);
    }

    @Test
    void keepsTheCommitsOfOneRenderApart() throws Exception {
        CommitObserved first = commit("First of two", ADA);
        CommitObserved second = commit("Second of two", ADA);
        audit.topics().write(first, second, rendered("both", second), operation("trace-2", "both", second, first));

        JsonNode trace = audit.await("/api/v1/traces/" + first.commit(),
                answer -> answer.path("spans").size() == 3);

        assertThat(span(trace, "rendered").path("revision").asText()).isEqualTo(second.commit());
        assertThat(span(trace, "planned").path("operations").asInt()).isEqualTo(1);
        assertThat(audit.await("/api/v1/traces/" + second.commit(), answer -> answer.path("spans").size() == 2)
                .path("spans").findValuesAsText("stage")).containsExactlyInAnyOrder("seen", "rendered");
    }

    @Test
    void saysWhenItNeverSawTheCommit() throws Exception {
        assertThat(audit.api().send(audit.api().request("/api/v1/traces/0000000")).statusCode()).isEqualTo(404);
    }

    private static JsonNode span(JsonNode trace, String stage) {
        for (JsonNode span : trace.path("spans")) {
            if (span.path("stage").asText().equals(stage)) {
                return span;
            }
        }
        throw new AssertionError("There is no stage " + stage + " in " + trace);
    }
}
