package dev.plumbline.kubernetes.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.plumbline.kubernetes.Cluster;
import dev.plumbline.kubernetes.controllers.Controllers;

/// A running cluster and how to reach it, by kubeconfig or by URL, token and authority.
///
/// [AutoCloseable#close] is called by JUnit.
public final class KubernetesCluster implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final int TOKEN_BYTES = 24;

    private final Path directory;
    private final boolean temporary;
    private final Set<String> controllers;
    private final Map<String, String> tokens;
    private Cluster cluster;

    private KubernetesCluster(Path directory, boolean temporary, Set<String> controllers, Map<String, String> tokens,
            Cluster cluster) {
        this.directory = directory;
        this.temporary = temporary;
        this.controllers = controllers;
        this.tokens = tokens;
        this.cluster = cluster;
    }

    static KubernetesCluster start(EmbeddedKubernetes wanted) {
        try {
            boolean temporary = wanted.directory().isEmpty();
            Path directory = temporary
                    ? Files.createTempDirectory("embedded-kubernetes-")
                    : Files.createDirectories(Path.of(wanted.directory()));
            Set<String> controllers = Controllers.selected(List.of(wanted.controllers()));
            Map<String, String> tokens = writeTokens(directory.resolve("tokens.csv"), wanted.users());
            return new KubernetesCluster(directory, temporary, controllers, tokens,
                    Cluster.start(settings(0, directory, controllers)));
        } catch (IOException e) {
            throw new UncheckedIOException("The cluster of the tests does not start: " + e.getMessage(), e);
        }
    }

    private static Cluster.Settings settings(int port, Path directory, Set<String> controllers) {
        return new Cluster.Settings(port, directory, controllers, Optional.of(directory.resolve("tokens.csv")));
    }

    private static Map<String, String> writeTokens(Path file, EmbeddedKubernetes.User[] users) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        SecureRandom random = new SecureRandom();
        StringBuilder lines = new StringBuilder();
        add(lines, tokens, random, ADMIN, "system:masters");
        for (EmbeddedKubernetes.User user : users) {
            add(lines, tokens, random, user.name(), String.join(",", user.groups()));
        }
        Files.writeString(file, lines);
        return tokens;
    }

    private static void add(StringBuilder lines, Map<String, String> tokens, SecureRandom random, String user,
            String groups) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        tokens.put(user, HexFormat.of().formatHex(secret));
        lines.append(tokens.get(user)).append(',').append(user).append(',').append(user).append(",\"").append(groups)
                .append("\"\n");
    }

    /// `https://127.0.0.1:PORT`.
    public String url() {
        return cluster.url();
    }

    /// The file that clients of `admin` are configured by.
    public Path kubeconfig() {
        return cluster.kubeconfig();
    }

    /// The file that clients of another user are configured by.
    public Path kubeconfig(String user) {
        Path file = directory.resolve("kubeconfig-" + user);
        try {
            cluster.writeKubeconfig(file, token(user));
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig of " + user + " can't be written", e);
        }
        return file;
    }

    /// The bearer token of `admin`.
    public String token() {
        return token(ADMIN);
    }

    /// The bearer token of a user that [EmbeddedKubernetes#users] names, or of `admin`.
    public String token(String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException("No user " + user + ": known are " + tokens.keySet()
                    + "; name others in @EmbeddedKubernetes(users = …)");
        }
        return token;
    }

    /// PEM file of the authority that the server's certificate is from.
    public Path authority() {
        return directory.resolve("ca.crt");
    }

    /// Forgets the history of changes: watches that go on from before are answered with 410, as by a real server whose
    /// history was compacted.
    public void forgetHistory() {
        cluster.compact();
    }

    /// Stops and starts at the same URL with the same state: every connection and watch is cut.
    public void restart() {
        try {
            int port = URI.create(url()).getPort();
            cluster.close();
            cluster = Cluster.start(settings(port, directory, controllers));
        } catch (IOException e) {
            throw new UncheckedIOException("The cluster of the tests does not start again: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        if (temporary) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
