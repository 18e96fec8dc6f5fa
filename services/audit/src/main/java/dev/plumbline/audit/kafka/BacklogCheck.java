package dev.plumbline.audit.kafka;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.common.annotation.Identifier;

/// Ready when the partitions are assigned and what was waiting at the start is in the ledger. The schema is in place
/// before this process listens.
@Readiness
class BacklogCheck implements HealthCheck {
    private final Backlog backlog;
    private final LedgerPositionListener assignment;

    BacklogCheck(Backlog backlog, @Identifier(LedgerInput.CHANNEL) LedgerPositionListener assignment) {
        this.backlog = backlog;
        this.assignment = assignment;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ledger is up to the start")
                .status(assignment.isAssigned() && backlog.isEmpty())
                .withData("assigned", assignment.isAssigned())
                .withData("partitions to be read", backlog.partitions()).build();
    }
}
