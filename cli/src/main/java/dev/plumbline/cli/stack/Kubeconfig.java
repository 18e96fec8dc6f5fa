package dev.plumbline.cli.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The current context of a kubeconfig file, as far as this command line needs it.
///
/// @param server   the API's address
/// @param token    bearer token, empty when the user proves itself in another way
/// @param trusting how the server's certificate is verified; empty for the JDK's own authorities
public record Kubeconfig(URI server, Optional<String> token, Optional<SSLContext> trusting) {

    /// @throws Complaint if the file cannot be read or names no reachable context
    public static Kubeconfig read(Path file) throws Complaint {
        try {
            Object root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            String context = text(root, "current-context")
                    .orElseThrow(() -> new Complaint(file + " names no current-context"));
            Object chosen = named(root, "contexts", context, "context", file);
            Object cluster = named(root, "clusters", text(chosen, "cluster").orElse(""), "cluster", file);
            Object user = named(root, "users", text(chosen, "user").orElse(""), "user", file);
            return new Kubeconfig(
                    URI.create(text(cluster, "server").orElseThrow(() -> new Complaint(file + " names no server"))),
                    token(user, file), trust(cluster, file));
        } catch (IOException | GeneralSecurityException e) {
            throw new Complaint("The kubeconfig " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Kubeconfig[" + server + "]";
    }

    private static Optional<String> token(@Nullable Object user, Path file) throws IOException {
        Optional<String> inFile = text(user, "tokenFile");
        return inFile.isPresent()
                ? Optional.of(Files.readString(file.resolveSibling(inFile.get())).strip())
                : text(user, "token");
    }

    private static Optional<SSLContext> trust(@Nullable Object cluster, Path file)
            throws IOException, GeneralSecurityException {
        Optional<String> data = text(cluster, "certificate-authority-data");
        Optional<String> place = text(cluster, "certificate-authority");
        if (data.isEmpty() && place.isEmpty()) {
            return Optional.empty();
        }
        byte[] pem = data.isPresent()
                ? Base64.getDecoder().decode(data.get())
                : Files.readAllBytes(file.resolveSibling(place.orElseThrow()));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("authority-" + index++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return Optional.of(context);
    }

    private static @Nullable Object named(@Nullable Object root, String list, String name, String what, Path file)
            throws Complaint {
        if (root instanceof Map<?, ?> map && map.get(list) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> entry && name.equals(entry.get("name"))) {
                    return entry.get(what);
                }
            }
        }
        throw new Complaint("The kubeconfig " + file + " has no " + what + " \"" + name + "\"");
    }

    private static Optional<String> text(@Nullable Object node, String key) {
        return node instanceof Map<?, ?> map && map.get(key) instanceof String value && !value.isBlank()
                ? Optional.of(value)
                : Optional.empty();
    }
}
