package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// `DIR/endpoints.json`: where everything of a running installation answers. Rewritten when a process changes.
///
/// @param console    the page for people
/// @param audit      base of the audit API, `/api/v1` comes after it
/// @param webhooks   base of the webhooks, `/webhooks/github` comes after it
/// @param kafka      `host:port`
/// @param kubernetes the cluster's API
/// @param database   JDBC URL
/// @param git        the local Git host, null when there is none
/// @param processes  what was started, by name
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Endpoints(URI console, URI audit, URI webhooks, String kafka, URI kubernetes, String database,
        @Nullable URI git, Map<String, Running> processes) {
    public static final String FILE = "endpoints.json";

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Endpoints {
        processes = Collections.unmodifiableMap(new LinkedHashMap<>(processes));
    }

    /// A process that was started.
    ///
    /// @param pid    as of now
    /// @param health answers 200 when ready; null when it has no such page
    public record Running(long pid, @Nullable URI health) {
    }

    public static Endpoints read(Path data) throws IOException {
        return JSON.readValue(data.resolve(FILE).toFile(), Endpoints.class);
    }

    /// The same places with the processes as of now.
    public Endpoints with(Map<String, Long> pids, Map<String, Optional<URI>> health) {
        Map<String, Running> running = new LinkedHashMap<>();
        pids.forEach((name, pid) -> running.put(name,
                new Running(pid, health.getOrDefault(name, Optional.empty()).orElse(null))));
        return new Endpoints(console, audit, webhooks, kafka, kubernetes, database, git, running);
    }

    public void write(Path data) throws IOException {
        AtomicFile.write(data.resolve(FILE), JSON.writeValueAsBytes(this));
    }
}
