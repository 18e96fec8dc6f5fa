package dev.plumbline.differ.kafka;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.messaging.Outgoing;

/// Logs what a person would look for in the timeline of an incident.
final class Chronicle {
    private static final Logger LOG = Logger.getLogger(Chronicle.class);

    private Chronicle() {
    }

    static void tell(Outgoing outgoing) {
        if (!(outgoing instanceof Outgoing.Publish publish)) {
            return;
        }
        switch (publish.event()) {
            case PlannedOperation first when first.index() == 0 -> LOG.infof(
                    "plan decided application=%s revision=%s plan=%s operations=%d cause=%s event=%s",
                    first.application(), first.revision(), first.plan(), first.count(), first.cause(),
                    first.eventId());
            case DriftEvent.DriftDetected begun -> LOG.infof(
                    "drift began application=%s resource=%s kind=%s drift=%s event=%s", begun.application(),
                    begun.resource(), begun.drift().kind(), begun.id(), begun.eventId());
            case DriftEvent.DriftResolved ended -> LOG.infof(
                    "drift ended application=%s resource=%s resolution=%s drift=%s event=%s", ended.application(),
                    ended.resource(), ended.resolution(), ended.id(), ended.eventId());
            default -> LOG.debugf("record written topic=%s key=%s event=%s", outgoing.topic().topicName(),
                    outgoing.key(), publish.event().eventId());
        }
    }
}
