package dev.plumbline.kubernetes.admission;

import java.util.Optional;

import dev.plumbline.kubernetes.certificates.SigningRequest;
import dev.plumbline.kubernetes.kinds.Trees;

/// No client certificate makes its owner a member of `system:masters`.
final class CertificateSubjectRestriction implements Plugin {
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client";
    private static final String MASTERS = "system:masters";

    @Override
    public void validate(Attempt attempt) {
        if (!attempt.isAbout(CertificateApproval.REQUESTS) || !attempt.creates()
                || !Trees.text(attempt.object(), "spec", "signerName").equals(SIGNER)) {
            return;
        }
        Optional<SigningRequest> request = SigningRequest.read(Trees.text(attempt.object(), "spec", "request"));
        if (request.isPresent() && request.get().organizations().contains(MASTERS)) {
            throw attempt.forbidden("use of " + SIGNER + " signer with " + MASTERS + " group is not allowed");
        }
    }
}
