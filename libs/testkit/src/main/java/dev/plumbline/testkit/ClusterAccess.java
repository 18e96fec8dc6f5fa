package dev.plumbline.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.manifests.YamlReader;

/// How to reach a cluster, as the first cluster and the first user of a kubeconfig say.
///
/// @param token of the user
/// @param tls   trusts the certificate authority that the kubeconfig carries, and no other
public record ClusterAccess(URI server, String token, SSLContext tls) {

    /// @throws IOException when the file cannot be read, or holds no certificate authority
    public static ClusterAccess of(Path kubeconfig) throws IOException {
        JsonNode config = YamlReader.readFirst(kubeconfig.toString(), Files.readString(kubeconfig)).orElseThrow()
                .value();
        JsonNode cluster = config.at("/clusters/0/cluster");
        byte[] authority = Base64.getMimeDecoder().decode(cluster.path("certificate-authority-data").asText());
        try {
            return new ClusterAccess(URI.create(cluster.path("server").asText()),
                    config.at("/users/0/user/token").asText(), trusting(authority));
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate authority of " + kubeconfig + " cannot be used", e);
        }
    }

    private static SSLContext trusting(byte[] authority) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("cluster",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
