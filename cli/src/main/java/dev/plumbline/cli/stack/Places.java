package dev.plumbline.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import dev.plumbline.local.Database;
import dev.plumbline.local.supervisor.Endpoints;
import dev.plumbline.local.supervisor.RememberedPorts;

/// Where each part of an installation answers; known before anything runs, since the ports are chosen first.
///
/// @param ports      of every part, by name
/// @param kafka      `host:port`, several separated by commas
/// @param database   JDBC URL
/// @param kubeconfig the file that differ and applier read
record Places(Map<String, Integer> ports, String kafka, String database, Path kubeconfig) {
    static final String KAFKA = "kafka";
    static final String DATABASE = "database";
    static final String KUBERNETES = "kubernetes";
    static final String GIT = "git";
    static final String AUDIT = "audit";
    static final String GIT_WATCHER = "git-watcher";
    static final String DIFFER = "differ";

    static Places choose(Path data, StackSettings settings) throws IOException, Complaint {
        RememberedPorts remembered = RememberedPorts.of(data);
        Map<String, Integer> ports = new TreeMap<>();
        for (String part : new String[]{KAFKA, DATABASE, KUBERNETES, GIT, GIT_WATCHER, "renderer", DIFFER,
                "applier"}) {
            ports.put(part, remembered.of(part, OptionalInt.empty()));
        }
        try {
            ports.put(AUDIT, remembered.of(AUDIT, settings.httpPort()));
        } catch (IOException e) {
            throw new Complaint(e.getMessage() + ": stop what listens there or choose another --http-port", e);
        }
        return new Places(ports, settings.kafka().orElse("127.0.0.1:" + ports.get(KAFKA)),
                settings.database().orElse(Database.url(ports.getOrDefault(DATABASE, 0))),
                settings.kubeconfig().orElse(data.resolve(KUBERNETES).resolve("kubeconfig")).toAbsolutePath());
    }

    int port(String part) {
        return Optional.ofNullable(ports.get(part))
                .orElseThrow(() -> new IllegalStateException("No port was chosen for " + part));
    }

    URI http(String part) {
        return URI.create("http://127.0.0.1:" + port(part));
    }

    URI webhook() {
        return http(GIT_WATCHER).resolve("/webhooks/github");
    }

    /// The address of `fleet.git` on the local Git host.
    URI localFleet() {
        return http(GIT).resolve("/fleet.git");
    }

    Endpoints endpoints(StackSettings settings, URI kubernetes) {
        return new Endpoints(http(AUDIT).resolve("/"), http(AUDIT), http(GIT_WATCHER), kafka, kubernetes, database,
                settings.hasGitHost() ? http(GIT) : null, Map.of());
    }
}
