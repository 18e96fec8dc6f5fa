package dev.plumbline.kubernetes.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// Who a PKCS#10 certificate request is for.
///
/// @param organizations the groups that its owner would be a member of
public record SigningRequest(List<String> organizations) {
    public SigningRequest {
        organizations = List.copyOf(organizations);
    }

    /// Reads `spec.request` of a CertificateSigningRequest: PEM in base64. Empty when it is none.
    public static Optional<SigningRequest> read(String encoded) {
        String pem = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                return Optional.empty();
            }
            List<String> organizations = new ArrayList<>();
            for (RDN part : request.getSubject().getRDNs(BCStyle.O)) {
                organizations.add(part.getFirst().getValue().toString());
            }
            return Optional.of(new SigningRequest(organizations));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
