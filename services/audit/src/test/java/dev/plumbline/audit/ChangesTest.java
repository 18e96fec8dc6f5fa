package dev.plumbline.audit;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Change.Operation;
import dev.plumbline.contracts.Change.Outcome;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.manifests.ResourceId;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.GRACE;
import static dev.plumbline.audit.Fixtures.NOON;
import static dev.plumbline.audit.Fixtures.change;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.update;
import static dev.plumbline.audit.Fixtures.web;
import static dev.plumbline.audit.Fixtures.withReason;
import static org.assertj.core.api.Assertions.assertThat;

/// `commits` and `changes` of the API against what git-watcher and applier write to real topics.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ChangesTest {
    private final Installation audit = Installation.running();

    @Test
    void namesCommitAuthorAndReasonOfAChange() throws Exception {
        CommitObserved commit = withReason(commit("Scale web to 3", ADA), "Black Friday");
        audit.topics().write(commit, update("plan-1", "named", commit));

        JsonNode change = audit.first("/api/v1/changes?application=named");

        assertThat(change.path("commit").asText()).isEqualTo(commit.commit());
        assertThat(change.path("author").path("email").asText()).isEqualTo("ada@example.com");
        assertThat(change.path("reason").asText()).isEqualTo("Black Friday");
        assertThat(change.path("resource").asText()).isEqualTo("apps/Deployment/shop/web");
        assertThat(change.path("operation").asText()).isEqualTo("update");
        assertThat(change.path("outcome").asText()).isEqualTo("applied");
        assertThat(change.path("cause").asText()).isEqualTo("commit");
        assertThat(change.path("startedAt").asText()).isEqualTo(NOON.toString());
        assertThat(change.path("fields")).singleElement()
                .satisfies(field -> assertThat(field.path("after").asInt()).isEqualTo(3));
    }

    @Test
    void listsACommitWithItsSubjectAndHowItWasSeen() throws Exception {
        CommitObserved commit = commit("Listed among the commits", GRACE);
        audit.topics().write(commit);

        JsonNode items = audit.await("/api/v1/commits?limit=500", answer -> answer.path("items")
                .findValuesAsText("commit").contains(commit.commit())).path("items");

        assertThat(items).filteredOn(item -> item.path("commit").asText().equals(commit.commit())).singleElement()
                .satisfies(item -> {
                    assertThat(item.path("reason").asText()).isEqualTo("Listed among the commits");
                    assertThat(item.path("author").path("name").asText()).isEqualTo("Grace Hopper");
                    assertThat(item.path("seen").path("by").asText()).isEqualTo("webhook");
                    assertThat(item.path("replaces").isNull()).isTrue();
                });
    }

    @Test
    void narrowsByEveryFilter() throws Exception {
        CommitObserved ada = commit("By Ada", ADA);
        CommitObserved grace = commit("By Grace", GRACE);
        ResourceId settings = ResourceId.parse("/ConfigMap/shop/settings");
        Change update = change("f-1", "filters", web(), Operation.UPDATE, Outcome.APPLIED, ada, NOON);
        Change delete = change("f-2", "filters", settings, Operation.DELETE, Outcome.REFUSED, grace,
                NOON.plusSeconds(60));
        audit.topics().write(update, delete);
        audit.items("/api/v1/changes?application=filters", 2);

        assertThat(ids("kind=ConfigMap")).containsExactly(delete.id());
        assertThat(ids("name=web&namespace=shop")).containsExactly(update.id());
        assertThat(ids("author=ADA@example.com")).containsExactly(update.id());
        assertThat(ids("author=grace%20hopper")).containsExactly(delete.id());
        assertThat(ids("commit=" + ada.commit().substring(0, 8))).containsExactly(update.id());
        assertThat(ids("outcome=refused")).containsExactly(delete.id());
        assertThat(ids("operation=update")).containsExactly(update.id());
        assertThat(ids("from=2026-11-24T12:00:01Z")).containsExactly(delete.id());
        assertThat(ids("to=2026-11-24T13:00:30%2B01:00")).containsExactly(update.id());
        assertThat(ids("kind=ConfigMap&author=ada@example.com")).isEmpty();
    }

    @Test
    void showsChecksOnlyWhenAsked() throws Exception {
        CommitObserved commit = commit("Checked", ADA);
        Change check = change("c-1", "checked", web(), Operation.CHECK, Outcome.UNCHANGED, commit, NOON);
        Change applied = update("c-2", "checked", commit);
        audit.topics().write(check, applied);

        assertThat(audit.first("/api/v1/changes?application=checked").path("id").asText()).isEqualTo(applied.id());
        assertThat(audit.items("/api/v1/changes?application=checked&operation=check", 1).path(0).path("id").asText())
                .isEqualTo(check.id());
    }

    @Test
    void pagesThroughAllChangesWhileMoreArrive() throws Exception {
        CommitObserved commit = commit("Paged", ADA);
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Change change = update("page-" + i, "paged", commit);
            newestFirst.addFirst(change.id());
            audit.topics().write(change);
        }
        audit.items("/api/v1/changes?application=paged", 7);

        JsonNode page = audit.api().get("/api/v1/changes?application=paged&limit=3");
        List<String> read = new ArrayList<>(page.path("items").findValuesAsText("id"));
        audit.topics().write(update("page-late", "paged", commit));
        audit.items("/api/v1/changes?application=paged", 8);
        while (!page.path("next").isNull()) {
            page = audit.api().get("/api/v1/changes?application=paged&limit=3&cursor=" + page.path("next").asText());
            read.addAll(page.path("items").findValuesAsText("id"));
        }

        assertThat(read).containsExactlyElementsOf(newestFirst);
    }

    private List<String> ids(String filter) throws Exception {
        return audit.api().get("/api/v1/changes?application=filters&" + filter).path("items")
                .findValuesAsText("id");
    }
}
