package dev.plumbline.kubernetes.certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// A key and a certificate for 127.0.0.1 and localhost, signed by an authority of our own that lives as long as the
/// data directory. All are PEM texts.
public record ServingCertificate(String authority, String certificate, String key) {

    /// Takes what the directory holds, or makes it.
    public static ServingCertificate in(Path directory) throws IOException {
        Path authority = directory.resolve("ca.crt");
        Path certificate = directory.resolve("server.crt");
        Path key = directory.resolve("server.key");
        if (!Files.exists(authority) || !Files.exists(certificate) || !Files.exists(key)) {
            ServingCertificate made = make();
            Files.writeString(authority, made.authority);
            Files.writeString(certificate, made.certificate);
            writeSecret(key, made.key);
        }
        return new ServingCertificate(Files.readString(authority), Files.readString(certificate),
                Files.readString(key));
    }

    private static ServingCertificate make() throws IOException {
        try {
            return CertificateMaker.make();
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java can't make a certificate", e);
        }
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /// The authority as kubeconfig files embed it.
    public String authorityBase64() {
        return Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8));
    }
}
