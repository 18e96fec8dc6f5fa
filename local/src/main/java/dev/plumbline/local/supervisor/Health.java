package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.plumbline.local.FreePorts;

/// How to tell that a process is ready.
public sealed interface Health {

    /// A GET that is answered with 200.
    record Http(URI url) implements Health {
        private static final int TIMEOUT_MILLIS = 2_000;

        private boolean answers() {
            try {
                HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                int status = connection.getResponseCode();
                try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                    if (body != null) {
                        body.readAllBytes();
                    }
                }
                return status == 200;
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    /// A TCP port of loopback that accepts.
    record Port(int port) implements Health {
    }

    /// A text that the process prints since its last start.
    record Line(String text) implements Health {
    }

    /// Whether it is ready now.
    ///
    /// @param log  what the process prints
    /// @param from the size of the log when the process was started, bytes
    default boolean isReady(Path log, long from) {
        return switch (this) {
            case Http http -> http.answers();
            case Port(int port) -> FreePorts.answers(port);
            case Line(String text) -> contains(log, from, text);
        };
    }

    /// The address to show as the process's health, where it has one.
    default Optional<URI> shownUrl() {
        return switch (this) {
            case Http(URI url) -> Optional.of(url);
            case Port _,Line _ -> Optional.empty();
        };
    }

    private static boolean contains(Path log, long from, String text) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(text);
        } catch (IOException notYet) {
            return false;
        }
    }
}
