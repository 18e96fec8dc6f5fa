package dev.plumbline.cli;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// [Timeline] against an answer of the audit API.
class TimelineTest {
    private static final String TRACE = """
            {"commit": "3f2a91c0", "traceId": "3f2a91c0", "repository": "https://git/shop", "ref": "main",
             "subject": "Scale web", "author": {"name": "Ada", "email": "ada@example.com"}, "truncated": false,
             "spans": [
               {"stage": "seen", "service": "git-watcher", "application": null, "revision": null, "operations": 0,
                "outcome": "webhook", "startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:00.040Z",
                "millis": 40.0},
               {"stage": "rendered", "service": "renderer", "application": "shop", "revision": "77aa",
                "operations": 0, "outcome": "rendered", "startedAt": "2026-01-01T00:00:00.060Z",
                "endedAt": "2026-01-01T00:00:00.072Z", "millis": 12.0},
               {"stage": "applied", "service": "applier", "application": "shop", "revision": "3f2a91c0",
                "operations": 2, "outcome": "applied", "startedAt": "2026-01-01T00:00:00.100Z",
                "endedAt": "2026-01-01T00:00:00.150Z", "millis": 50.0}]}""";

    @Test
    void tellsTheStagesOfEachApplicationInOrder() throws IOException {
        List<String> lines = Timeline.of(JsonMapper.builder().build().readTree(TRACE));

        assertThat(lines).containsExactly("3f2a91c0 Scale web (Ada)", "https://git/shop#main, trace id 3f2a91c0",
                "       began         took",
                "      0.0 ms      40.0 ms    seen by git-watcher: webhook",
                "                            shop",
                "     60.0 ms      12.0 ms    ├─ rendered by renderer: rendered, together with the later 77aa",
                "    100.0 ms      50.0 ms    └─ applied by applier: applied, 2 operations",
                "    150.0 ms until all is applied");
    }
}
