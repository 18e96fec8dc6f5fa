package dev.plumbline.local;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.plumbline.local.git.GitHost;
import dev.plumbline.local.git.Webhook;

/// Runs one part in this process: `kafka DATA PORT`, `database DATA PORT` or `git-host DATA PORT [WEBHOOK-URL]`.
public final class Main {
    /// The key that the Git host signs its webhooks with.
    public static final String WEBHOOK_SECRET = "PLUMBLINE_WEBHOOK_SECRET";
    /// In the Git host's directory: repository = token, for the private ones.
    static final String TOKENS = "tokens.properties";

    private Main() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = Arrays.asList(arguments);
        if (given.size() < 3) {
            throw new IllegalArgumentException("Name a part (kafka, database, git-host), its directory and its port");
        }
        Path data = Path.of(given.get(1));
        int port = Integer.parseInt(given.get(2));
        switch (given.getFirst()) {
            case "kafka" -> KafkaServer.run(data, port);
            case "database" -> DatabaseServer.run(data, port);
            case "git-host" -> serveGit(data, port, given.subList(3, given.size()));
            default -> throw new IllegalArgumentException("There is no part " + given.getFirst());
        }
    }

    private static void serveGit(Path data, int port, List<String> webhook) throws IOException, InterruptedException {
        String secret = System.getenv().getOrDefault(WEBHOOK_SECRET, "");
        try (GitHost host = GitHost.start(data, port, tokens(data.resolve(TOKENS)),
                webhook.stream().map(url -> new Webhook(URI.create(url), secret)).findFirst())) {
            System.out.println("Git host is ready at " + host.url());
            Thread.currentThread().join();
        }
    }

    private static Map<String, String> tokens(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        Map<String, String> tokens = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> tokens.put(name, properties.getProperty(name)));
        return tokens;
    }
}
