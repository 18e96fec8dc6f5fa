package dev.plumbline.kubernetes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.plumbline.kubernetes.requests.WatchStream;

/// What is sent back.
sealed interface Reply {

    /// A whole answer.
    ///
    /// @param warnings texts for Warning headers
    @SuppressWarnings("ArrayRecordComponent") // written once and never changed; a copy of each body would cost
    record Whole(int code, String contentType, byte[] body, List<String> warnings) implements Reply {
        static Whole text(int code, String text) {
            return new Whole(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
        }
    }

    /// A watch: frames follow until it ends.
    ///
    /// @param timeoutSeconds after which the server ends it
    /// @param ended          run once it has ended, whoever ended it
    record Watching(WatchStream stream, Output output, boolean bookmarks, long timeoutSeconds, Runnable ended)
            implements
                Reply {
        Watching endingWith(Runnable action) {
            return new Watching(stream, output, bookmarks, timeoutSeconds, action);
        }
    }
}
