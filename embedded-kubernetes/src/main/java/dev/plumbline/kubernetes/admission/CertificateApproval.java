package dev.plumbline.kubernetes.admission;

import dev.plumbline.kubernetes.access.Access;
import dev.plumbline.kubernetes.access.Attributes;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.Trees;

/// Who approves or signs a certificate request needs the right to do so for its signer.
final class CertificateApproval implements Plugin {
    static final ResourceName REQUESTS = new ResourceName("certificates.k8s.io", "certificatesigningrequests");

    private final Access access;

    CertificateApproval(Access access) {
        this.access = access;
    }

    @Override
    public void validate(Attempt attempt) {
        if (!attempt.isAbout(REQUESTS) || attempt.old() == null) {
            return;
        }
        String signer = Trees.text(attempt.old(), "spec", "signerName");
        if (attempt.subresource().equals("approval") && !may(attempt, "approve", signer)) {
            throw attempt.forbidden("user not permitted to approve requests with signerName \"" + signer + "\"");
        }
        boolean isSigned = !attempt.old().path("status").path("certificate")
                .equals(attempt.object().path("status").path("certificate"));
        if (attempt.subresource().equals("status") && isSigned && !may(attempt, "sign", signer)) {
            throw attempt.forbidden("user not permitted to sign requests with signerName \"" + signer + "\"");
        }
    }

    private boolean may(Attempt attempt, String verb, String signer) {
        String domain = signer.contains("/") ? signer.substring(0, signer.indexOf('/')) : signer;
        return decide(attempt, verb, signer) || decide(attempt, verb, domain + "/*");
    }

    private boolean decide(Attempt attempt, String verb, String signer) {
        return access.rbac().decide(attempt.user(), new Attributes(verb, "certificates.k8s.io", "*", "signers", "",
                "", signer, "")).allowed();
    }
}
