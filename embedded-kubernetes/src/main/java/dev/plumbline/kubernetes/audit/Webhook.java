package dev.plumbline.kubernetes.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Posts batches to the receiver.
final class Webhook implements AutoCloseable {
    /// As client-go waits for a webhook.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final WebhookTarget target;

    private Webhook(HttpClient http, WebhookTarget target) {
        this.http = http;
        this.target = target;
    }

    static Webhook of(WebhookTarget target) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (target.trustsAll() || !target.authority().isEmpty()) {
            builder.sslContext(trusting(target));
        }
        return new Webhook(builder.build(), target);
    }

    /// Any answer but a 2xx is an IOException.
    void post(byte[] events) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url()).timeout(PATIENCE)
                .header("content-type", "application/json").header("accept", "application/json, */*")
                .POST(BodyPublishers.ofByteArray(events));
        if (!target.authorization().isEmpty()) {
            request.header("authorization", target.authorization());
        }
        HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("The audit webhook " + target + " answered " + response.statusCode());
        }
    }

    private static SSLContext trusting(WebhookTarget target) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, target.trustsAll() ? new TrustManager[]{new Anyone()} : authority(target), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates that the audit webhook's kubeconfig trusts can't be used", e);
        }
    }

    private static TrustManager[] authority(WebhookTarget target) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int n = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(
                new ByteArrayInputStream(target.authority().getBytes(StandardCharsets.UTF_8)))) {
            trusted.setCertificateEntry("authority-" + n++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /// For `insecure-skip-tls-verify: true`, which asks for exactly this.
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("Nobody connects to the audit's client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever answers is believed.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
