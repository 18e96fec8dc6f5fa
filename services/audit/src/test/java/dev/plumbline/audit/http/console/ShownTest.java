package dev.plumbline.audit.http.console;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.contracts.ApplicationStatus.Sync;

import static org.assertj.core.api.Assertions.assertThat;

/// [Shown] with values that must not be taken for others.
class ShownTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void quotesTextOnlyWhereItWouldReadLikeAnotherValue() {
        assertThat(Shown.plain(IntNode.valueOf(3))).isEqualTo("3");
        assertThat(Shown.plain(TextNode.valueOf("3"))).isEqualTo("\"3\"");
        assertThat(Shown.plain(TextNode.valueOf("true"))).isEqualTo("\"true\"");
        assertThat(Shown.plain(TextNode.valueOf(""))).isEqualTo("\"\"");
        assertThat(Shown.plain(TextNode.valueOf("512Mi"))).isEqualTo("512Mi");
    }

    @Test
    void saysHowLongAgoInTheLargestWholeUnit() {
        assertThat(Shown.ago(NOON, NOON.plusSeconds(4))).isEqualTo("just now");
        assertThat(Shown.ago(NOON, NOON.plusSeconds(59))).isEqualTo("59 s ago");
        assertThat(Shown.ago(NOON, NOON.plusSeconds(119))).isEqualTo("1 min ago");
        assertThat(Shown.ago(NOON, NOON.plusSeconds(86_399))).isEqualTo("23 h ago");
        assertThat(Shown.ago(NOON, NOON.plusSeconds(86_400))).isEqualTo("1 d ago");
    }

    @Test
    void usesTheWordsOfTheApi() {
        assertThat(Shown.word(Sync.OUT_OF_SYNC)).isEqualTo("OutOfSync");
        assertThat(Shown.abbreviated("0123456789")).isEqualTo("0123456");
        assertThat(Shown.exact(NOON)).isEqualTo("2026-11-24 12:00:00 UTC");
    }
}
