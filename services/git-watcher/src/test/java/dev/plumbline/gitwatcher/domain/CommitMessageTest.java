package dev.plumbline.gitwatcher.domain;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// [CommitMessage#parse(String)] against messages as people and tools write them.
class CommitMessageTest {

    @Test
    void separatesSubjectBodyAndTrailers() {
        CommitMessage message = CommitMessage.parse("""
                Raise web to five replicas

                Black Friday is near.

                Reason: traffic doubles
                Signed-off-by: Ada <ada@example.com>
                Signed-off-by: Grace <grace@example.com>
                """);

        assertThat(message).isEqualTo(new CommitMessage("Raise web to five replicas", "Black Friday is near.",
                Map.of("Reason", List.of("traffic doubles"), "Signed-off-by",
                        List.of("Ada <ada@example.com>", "Grace <grace@example.com>"))));
    }

    @Test
    void takesASingleLineForTheSubject() {
        assertThat(CommitMessage.parse("Fix: the port\n")).isEqualTo(new CommitMessage("Fix: the port", "", Map.of()));
    }

    @Test
    void neverTakesTheFirstParagraphForTrailers() {
        assertThat(CommitMessage.parse("Subject: one\nReason: two").trailers()).isEmpty();
    }

    @Test
    void leavesProseThatHoldsAColonInTheBody() {
        CommitMessage message = CommitMessage.parse("Subject\n\nNote: this is prose\nand goes on without a key");

        assertThat(message.trailers()).isEmpty();
        assertThat(message.body()).isEqualTo("Note: this is prose\nand goes on without a key");
    }

    @Test
    void joinsATrailerThatIsContinued() {
        assertThat(CommitMessage.parse("Subject\n\nReason: a long\n  story").trailers())
                .containsEntry("Reason", List.of("a long story"));
    }

    @Test
    void readsWindowsLineEndsAndCherryPicks() {
        assertThat(CommitMessage.parse("Subject\r\n\r\nReason: x\r\n(cherry picked from commit 12ab)\r\n").trailers())
                .containsEntry("Reason", List.of("x"));
    }

    @Test
    void acceptsAnEmptyMessage() {
        assertThat(CommitMessage.parse("")).isEqualTo(new CommitMessage("", "", Map.of()));
    }
}
