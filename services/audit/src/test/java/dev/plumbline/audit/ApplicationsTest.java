package dev.plumbline.audit;

import java.net.http.HttpRequest;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.DriftUpdated;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.Topic;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.NOON;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.declared;
import static dev.plumbline.audit.Fixtures.drift;
import static dev.plumbline.audit.Fixtures.status;
import static org.assertj.core.api.Assertions.assertThat;

/// `applications`, `drift` and `fleet` of the API against what renderer and differ write to real topics.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ApplicationsTest {
    private final Installation audit = Installation.running();

    @Test
    void knowsNothingOfAnApplicationBeforeItsFirstStatus() throws Exception {
        audit.topics().write(declared("fresh"));

        JsonNode application = audit.await("/api/v1/applications/fresh", answer -> answer.has("name"));

        assertThat(application.path("sync").asText()).isEqualTo("Unknown");
        assertThat(application.path("health").asText()).isEqualTo("Unknown");
        assertThat(application.path("revision").isNull()).isTrue();
        assertThat(application.path("error").isNull()).isTrue();
        assertThat(application.path("declaredAt").asText()).isEqualTo("applications/shop.yaml:1");
    }

    @Test
    void showsWhereAnApplicationStandsAndWhoseCommitThatIs() throws Exception {
        CommitObserved commit = commit("Scale the shop", ADA);
        audit.topics().write(declared("shop"), status("shop", Sync.DRIFTED, Health.HEALTHY, commit,
                List.of("overlays/prod/web.yaml:14: spec.replicas must be a whole number", "second"),
                List.of(new OpenDrift("d-1", drift("shop", 5)))));

        JsonNode application = audit.await("/api/v1/applications/shop",
                answer -> answer.path("sync").asText().equals("Drifted"));

        assertThat(application.path("revision").asText()).isEqualTo(commit.commit());
        assertThat(application.path("author").path("name").asText()).isEqualTo("Ada Lovelace");
        assertThat(application.path("drift")).singleElement()
                .satisfies(id -> assertThat(id.asText()).isEqualTo("d-1"));
        assertThat(application.path("error").asText())
                .isEqualTo("overlays/prod/web.yaml:14: spec.replicas must be a whole number\nsecond");
        assertThat(application.path("resources").path(0).path("resource").asText())
                .isEqualTo("apps/Deployment/shop/web");
        assertThat(application.path("resources").path(1).path("namespace").asText()).isEmpty();
        assertThat(application.path("policy").asText()).isEqualTo("correct");
        assertThat(application.path("target").path("namespace").asText()).isEqualTo("shop");
    }

    @Test
    void forgetsAnApplicationWithItsTombstone() throws Exception {
        audit.topics().write(declared("gone"));
        audit.await("/api/v1/applications/gone", answer -> answer.has("sync"));

        audit.topics().remove(Topic.APPLICATIONS, "gone");

        JsonNode problem = audit.await("/api/v1/applications/gone", answer -> answer.has("remedy"));
        assertThat(problem.path("type").asText()).isEqualTo("urn:plumbline:problem:unknown-application");
    }

    @Test
    void saysTheFleetsErrorsWithoutListingItAsAnApplication() throws Exception {
        audit.topics().write(declared("listed"), status(ApplicationDeclared.FLEET, Sync.FAILED, Health.UNKNOWN,
                commit("Break the fleet", ADA), List.of("applications/shop.yaml:3: unknown field"), List.of()));

        JsonNode fleet = audit.await("/api/v1/fleet", answer -> answer.path("sync").asText().equals("Failed"));

        assertThat(fleet.path("error").asText()).isEqualTo("applications/shop.yaml:3: unknown field");
        assertThat(audit.first("/api/v1/applications").path("name").asText()).isNotEqualTo("@fleet");
        assertThat(audit.api().get("/api/v1/applications/@fleet").path("status").asInt()).isEqualTo(404);
    }

    @Test
    void keepsOneDriftFromOnsetToResolution() throws Exception {
        audit.topics().write(new DriftDetected("drift-1", drift("drifting", 5)));
        audit.items("/api/v1/drift?application=drifting&open=true", 1);

        audit.topics().write(new DriftUpdated("drift-1", drift("drifting", 6)), new DriftResolved("drift-1",
                drift("drifting", 6), NOON.plusSeconds(30), Resolution.REVERTED));

        audit.items("/api/v1/drift?application=drifting&open=true", 0);
        JsonNode drift = audit.items("/api/v1/drift?application=drifting", 1).path(0);
        assertThat(drift.path("id").asText()).isEqualTo("drift-1");
        assertThat(drift.path("kind").asText()).isEqualTo("modified");
        assertThat(drift.path("policy").asText()).isEqualTo("report");
        assertThat(drift.path("resolution").asText()).isEqualTo("reverted");
        assertThat(drift.path("fields").path(0).path("live").asInt()).isEqualTo(6);
        assertThat(drift.path("fields").path(0).path("manager").asText()).isEqualTo("kubectl-edit");
    }

    @Test
    void acceptsASyncAndRecordsWhoAskedAndWhy() throws Exception {
        audit.topics().write(declared("synced"));
        audit.await("/api/v1/applications/synced", answer -> answer.has("name"));

        JsonNode command = audit.api().post("/api/v1/applications/synced/sync", "{\"reason\": \"before noon\"}");

        JsonNode recorded = audit.first("/api/v1/applications/synced/commands");
        assertThat(recorded.path("id").asText()).isEqualTo(command.path("id").asText());
        assertThat(recorded.path("kind").asText()).isEqualTo("sync");
        assertThat(recorded.path("actor").asText()).isEqualTo("admin");
        assertThat(recorded.path("reason").asText()).isEqualTo("before noon");
    }

    @Test
    void acceptsASyncWithoutABody() throws Exception {
        audit.topics().write(declared("bare"));
        audit.await("/api/v1/applications/bare", answer -> answer.has("name"));

        assertThat(audit.api().send(audit.api().request("/api/v1/applications/bare/sync")
                .POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(202);
    }

    @Test
    void approvesTheNewestRevisionUnlessOneIsNamed() throws Exception {
        CommitObserved commit = commit("Delete much", ADA);
        audit.topics().write(declared("pruned"),
                status("pruned", Sync.OUT_OF_SYNC, Health.HEALTHY, commit,
                        List.of("12 deletions wait for approval: the budget is 10"), List.of()));
        JsonNode application = audit.await("/api/v1/applications/pruned",
                answer -> answer.path("sync").asText().equals("OutOfSync"));

        JsonNode command = audit.api().post("/api/v1/applications/pruned/approve", "{}");

        assertThat(application.path("awaitsApproval").asBoolean()).isTrue();
        assertThat(command.path("kind").asText()).isEqualTo("approve");
        assertThat(command.path("revision").asText()).isEqualTo(commit.commit());
    }
}
