package dev.plumbline.kubernetes.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.kubernetes.json.Yaml;

/// The receiver that a kubeconfig names.
///
/// @param authority     PEM certificates that are trusted; empty for those of the JDK
/// @param authorization header that is sent, empty for none
record WebhookTarget(URI url, String authority, boolean trustsAll, String authorization) {

    /// Reads the context in use, else the only cluster and user; what can't be used is an IOException that says why.
    static WebhookTarget read(Path file) throws IOException {
        JsonNode config = Yaml.readFirst(Files.readAllBytes(file)).value();
        JsonNode context = named(config.path("contexts"), config.path("current-context").asText()).path("context");
        JsonNode cluster = named(config.path("clusters"), context.path("cluster").asText()).path("cluster");
        JsonNode user = named(config.path("users"), context.path("user").asText()).path("user");
        String server = cluster.path("server").asText();
        if (!server.startsWith("http://") && !server.startsWith("https://")) {
            throw new IOException("The audit webhook's kubeconfig " + file
                    + " must name an http or https URL as its cluster's server, is \"" + server + "\"");
        }
        if (user.has("client-certificate") || user.has("client-certificate-data") || user.has("exec")) {
            throw new IOException("The audit webhook's kubeconfig " + file
                    + " names a client certificate or a plugin; only token, tokenFile, username and password are known");
        }
        return new WebhookTarget(URI.create(server), authority(file, cluster),
                cluster.path("insecure-skip-tls-verify").asBoolean(), authorization(file, user));
    }

    /// The entry of the name; without a name, the first.
    private static JsonNode named(JsonNode entries, String name) {
        for (JsonNode entry : entries) {
            if (name.isEmpty() || entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        return entries.path(0).path("none");
    }

    private static String authority(Path file, JsonNode cluster) throws IOException {
        String data = cluster.path("certificate-authority-data").asText();
        if (!data.isEmpty()) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
        }
        String path = cluster.path("certificate-authority").asText();
        return path.isEmpty() ? "" : Files.readString(file.resolveSibling(path));
    }

    private static String authorization(Path file, JsonNode user) throws IOException {
        String token = user.path("token").asText();
        if (token.isEmpty() && user.has("tokenFile")) {
            token = Files.readString(file.resolveSibling(user.path("tokenFile").asText())).strip();
        }
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String pair = user.path("username").asText() + ":" + user.path("password").asText();
        return pair.equals(":")
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// Without the credentials.
    @Override
    public String toString() {
        return url.toString();
    }
}
