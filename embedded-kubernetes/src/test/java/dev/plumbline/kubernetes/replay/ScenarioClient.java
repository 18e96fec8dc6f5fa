package dev.plumbline.kubernetes.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/// Speaks to a server as a scenario's requests say.
public final class ScenarioClient implements AutoCloseable {
    private final String url;
    private final Map<String, String> tokens;
    private final HttpClient http;
    private final JsonMapper mapper = new JsonMapper();

    public ScenarioClient(String url, String authorityPem, Map<String, String> tokens) throws GeneralSecurityException,
            IOException {
        this.url = url;
        this.tokens = tokens;
        this.http = HttpClient.newBuilder().sslContext(trusting(authorityPem)).build();
    }

    private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /// @param body parsed JSON, or the text
    public record Response(int status, String contentType, List<String> warnings, JsonNode body) {
    }

    public Response call(JsonNode request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(built(request),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        String type = response.headers().firstValue("content-type").orElse("");
        JsonNode body = type.contains("json") ? mapper.readTree(response.body()) : TextNode.valueOf(response.body());
        return new Response(response.statusCode(), type, response.headers().allValues("warning"), body);
    }

    /// Opens a watch; an answer other than 200 is its body.
    public HttpResponse<InputStream> open(JsonNode request) throws IOException, InterruptedException {
        return http.send(built(request), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest built(JsonNode request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + escaped(request.path("path").asText())))
                .timeout(Duration.ofSeconds(30)).setHeader("User-Agent", "vectors/1.0")
                .setHeader("Accept", "application/json");
        String who = request.path("as").asText("admin");
        if (!who.equals("none")) {
            builder.setHeader("Authorization", "Bearer " + tokens.getOrDefault(who, "not-a-valid-token"));
        }
        JsonNode body = request.path("body");
        if (body.isMissingNode() || body.isNull()) {
            builder.method(request.path("method").asText(), HttpRequest.BodyPublishers.noBody());
        } else {
            builder.setHeader("Content-Type", "application/json");
            builder.method(request.path("method").asText(), HttpRequest.BodyPublishers
                    .ofString(body.isTextual() ? body.textValue() : body.toString(), StandardCharsets.UTF_8));
        }
        request.path("headers").properties()
                .forEach(header -> builder.setHeader(header.getKey(), header.getValue().asText()));
        return builder.build();
    }

    private static String escaped(String path) {
        return path.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D").replace("|", "%7C");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
