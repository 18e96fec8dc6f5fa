package dev.plumbline.applier.domain;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.applier.domain.Cluster.Answer;
import dev.plumbline.applier.domain.Cluster.ApplyMode;
import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Missing;
import dev.plumbline.applier.domain.Cluster.Refused;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;

/// Applies over an object that the plan saw, and never an older revision over a newer one: not even when this process was
/// stopped for so long that another executed newer plans meanwhile.
///
/// The write names the resourceVersion that the plan saw. When that has moved, the object says what Plumbline applied to
/// it last: if that is what the plan saw, or what the plan asks for, others moved it (a controller, a hand) and it is
/// written on its new version. Else the plan is out of date.
final class Overwrite {
    private static final int CONFLICT = 409;
    /// Controllers may write several times a second; who is never quicker than they comes again with the next plan.
    private static final int ATTEMPTS = 5;

    private final Cluster cluster;

    Overwrite(Cluster cluster) {
        this.cluster = cluster;
    }

    /// @param manifest stamped; takes the uid and resourceVersion
    Answer apply(PlannedOperation operation, ObjectNode manifest, String uid) throws InterruptedException {
        ObjectNode metadata = manifest.withObject("/metadata").put("uid", uid);
        String version = operation.resourceVersion();
        for (int attempt = 1;; attempt++) {
            metadata.put("resourceVersion", version);
            Answer answer = cluster.apply(manifest, operation.resource(), ApplyMode.WRITE);
            if (!(answer instanceof Refused refused) || refused.status() != CONFLICT || attempt == ATTEMPTS) {
                return answer;
            }
            switch (cluster.read(operation.apiVersion(), operation.resource())) {
                case Found live when !live.uid().equals(uid) -> {
                    return answer;
                }
                case Found live when !isAsPlanned(operation, live) -> {
                    return new Refused(CONFLICT, refused.reason(), operation.resource().display()
                            + " was applied from another revision since the plan was made: it is planned anew", true);
                }
                case Found live -> version = live.resourceVersion();
                case Missing _,Refused _ -> {
                    return answer;
                }
            }
        }
    }

    private static boolean isAsPlanned(PlannedOperation operation, Found live) {
        String applied = digest(live.object());
        return applied.equals(digest(operation.before())) || applied.equals(operation.digest());
    }

    private static String digest(@Nullable ObjectNode object) {
        return object == null
                ? ""
                : Stamp.annotation(object, Ownership.DIGEST_ANNOTATION);
    }
}
