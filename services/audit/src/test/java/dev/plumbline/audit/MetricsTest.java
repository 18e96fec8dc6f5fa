package dev.plumbline.audit;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.CommitObserved;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.operation;
import static dev.plumbline.audit.Fixtures.rendered;
import static dev.plumbline.audit.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

/// `/q/metrics` against events that the other services write.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class MetricsTest {
    private final Installation audit = Installation.running();

    @Test
    void countsAndTimesWhatTheEventsSay() throws Exception {
        CommitObserved commit = commit("Counted", ADA);
        audit.topics().write(commit, rendered("counted", commit), operation("counted-1", "counted", commit, commit),
                update("counted-1", "counted", commit));
        audit.await("/api/v1/traces/" + commit.commit(), trace -> trace.path("spans").size() == 5);

        String metrics = audit.api().send(audit.api().anonymous("/q/metrics")).body();

        assertThat(metrics).contains("plumbline_audit_commits_total{", "plumbline_audit_renders_total{",
                "plumbline_audit_plans_total{", "plumbline_audit_changes_total{", "plumbline_audit_lag_records{",
                "plumbline_audit_backlog_partitions", "plumbline_audit_commit_to_cluster_seconds_bucket{");
        for (String stage : new String[]{"seen", "rendered", "planned", "applied", "audited"}) {
            assertThat(metrics).containsPattern(
                    "plumbline_audit_stage_seconds_count\\{[^}]*stage=\"" + stage + "\"[^}]*} [1-9]");
        }
    }
}
