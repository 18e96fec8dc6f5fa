package dev.plumbline.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS towards a cluster whose kubeconfig carries its own certificate authority, and no other.
public final class ClusterTrust {
    private ClusterTrust() {
    }

    /// @param authority the certificate in PEM or DER
    /// @throws IOException when it is no certificate
    public static SSLContext of(byte[] authority) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("cluster",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The kubeconfig's certificate authority cannot be used", e);
        }
    }
}
