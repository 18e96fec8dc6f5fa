package dev.plumbline.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.audit.domain.ledger.Ledger;
import dev.plumbline.audit.domain.ledger.Position;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.update;
import static dev.plumbline.audit.Fixtures.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the ledger's tables hold after what a topic may bring: duplicates, poison, values that no column takes.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class LedgerTest {
    private final Installation audit = Installation.running();
    private final DataSource database;
    private final Ledger ledger;

    @Inject
    LedgerTest(DataSource database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    @Test
    void keepsAnEventOnceHoweverOftenItComes() throws Exception {
        CommitObserved commit = commit("Repeated", ADA);
        Change change = update("repeated", "repeated", commit);
        audit.topics().write(commit, change, change, commit);
        audit.topics().write(change, update("after", "repeated", commit));

        audit.items("/api/v1/changes?application=repeated", 2);

        assertThat(count("select count(*) from ledger_entry where event_id = '" + change.eventId() + "'")).isEqualTo(1);
        assertThat(count("select count(*) from ledger_entry where event_id = '" + commit.eventId() + "'")).isEqualTo(1);
    }

    /// As after a crash between the database's commit and Kafka's.
    @Test
    void addsNothingWhenABatchIsRecordedAgain() throws Exception {
        Change change = update("crashed", "crashed", commit("Crashed", ADA));
        Incoming record = new Incoming.Decoded(new Incoming.Origin(Topic.CHANGES, 7, 1_000_000), change.key(), change,
                change.eventId(), Instant.EPOCH);
        List<Position> reached = List.of(new Position("a topic of this test", 7, "id", 1_000_001));

        ledger.append(List.of(record), reached);
        long entries = count("select count(*) from ledger_entry where event_id = '" + change.eventId() + "'");
        ledger.append(List.of(record), reached);

        assertThat(entries).isEqualTo(1);
        assertThat(count("select count(*) from ledger_entry where event_id = '" + change.eventId() + "'"))
                .isEqualTo(1);
        assertThat(audit.api().get("/api/v1/changes?application=crashed").path("items")).hasSize(1);
        assertThat(ledger.positions()).containsAll(reached);
    }

    @Test
    void numbersItsEntriesWithoutGaps() throws Exception {
        audit.topics().write(update("gapless", "gapless", commit("Gapless", ADA)));
        audit.items("/api/v1/changes?application=gapless", 1);

        assertThat(count("select max(sequence) - count(*) from ledger_entry")).isZero();
    }

    @Test
    void refusesToForget() {
        for (String attempt : List.of("delete from ledger_entry", "update ledger_entry set body = ''",
                "truncate ledger_entry")) {
            assertThatThrownBy(() -> execute(attempt)).hasMessageContaining("append-only");
        }
    }

    @Test
    void putsPoisonAmongTheDeadLettersAndGoesOn() throws Exception {
        audit.topics().writeRaw(Topic.CHANGES, "poisoned", "\0 no JSON at all");
        audit.topics().write(update("after-poison", "poisoned", commit("After poison", ADA)));

        audit.items("/api/v1/changes?application=poisoned", 1);

        JsonNode letters = audit.await("/api/v1/dead-letters",
                answer -> answer.findValuesAsText("sourceKey").contains("poisoned"));
        assertThat(letters.path("items")).filteredOn(letter -> letter.path("sourceKey").asText().equals("poisoned"))
                .singleElement().satisfies(letter -> {
                    assertThat(letter.path("sourceTopic").asText()).isEqualTo("plumbline.changes.v1");
                    assertThat(letter.path("service").asText()).isEqualTo("audit");
                    assertThat(letter.path("error").asText()).isNotEmpty();
                });
    }

    @Test
    void putsWhatNoColumnTakesAmongTheDeadLettersAndGoesOn() throws Exception {
        CommitObserved commit = commit("Beyond time", ADA);
        Change beyond = Fixtures.change("beyond", "beyond", web(), Change.Operation.UPDATE, Change.Outcome.APPLIED,
                commit, Instant.parse("+999999999-01-01T00:00:00Z"));
        audit.topics().write(beyond, update("within", "beyond", commit));

        audit.items("/api/v1/changes?application=beyond", 1);

        audit.await("/api/v1/dead-letters", answer -> answer.findValuesAsText("error")
                .stream().anyMatch(error -> error.contains("timestamp out of range")));
    }

    private long count(String question) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
