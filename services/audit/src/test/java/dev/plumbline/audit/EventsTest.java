package dev.plumbline.audit;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.CommitObserved;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

/// `events` of the API as a browser reads it: what happens while it listens, and what it missed.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@Timeout(30)
class EventsTest {
    private final Installation audit = Installation.running();
    private final CommitObserved commit = commit("Streamed", ADA);

    @Test
    void sendsWhatHappensWhileAClientListens() throws Exception {
        Change change = update("live", "streamed", commit);

        try (Stream<String> lines = listen(Optional.of("0"))) {
            audit.topics().write(change);

            List<String> event = eventWith(lines, change.id());
            assertThat(event).contains("event:dev.plumbline.change.v1");
            assertThat(event)
                    .anySatisfy(line -> assertThat(line).startsWith("data:").contains("\"specversion\":\"1.0\"",
                            "\"application\":\"streamed\""));
        }
    }

    @Test
    void goesOnAfterTheLastEventThatAClientHas() throws Exception {
        Change seen = update("seen", "resumed", commit);
        Change missed = update("missed", "resumed", commit);
        audit.topics().write(seen, missed);
        String lastId;
        try (Stream<String> lines = listen(Optional.of("0"))) {
            lastId = eventWith(lines, seen.id()).stream().filter(line -> line.startsWith("id:")).findFirst()
                    .orElseThrow().substring("id:".length()).strip();
        }

        try (Stream<String> lines = listen(Optional.of(lastId))) {
            List<String> next = eventWith(lines, "data:");
            assertThat(next).anySatisfy(line -> assertThat(line).contains(missed.id()));
        }
    }

    @Test
    void refusesAnIdThatItNeverSent() throws Exception {
        HttpResponse<String> response = audit.api()
                .send(audit.api().request("/api/v1/events").header("Last-Event-ID", "yesterday"));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private Stream<String> listen(Optional<String> lastEventId) throws Exception {
        HttpRequest.Builder request = audit.api().request("/api/v1/events").header("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        return audit.api().client().send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    /// The lines of the first event that holds the text.
    private static List<String> eventWith(Stream<String> lines, String text) {
        List<String> event = new ArrayList<>();
        for (Iterator<String> all = lines.iterator(); all.hasNext();) {
            String line = all.next();
            if (!line.isEmpty()) {
                event.add(line);
            } else if (event.stream().anyMatch(one -> one.contains(text))) {
                return event;
            } else {
                event.clear();
            }
        }
        throw new AssertionError("The stream ended without an event that holds " + text);
    }
}
