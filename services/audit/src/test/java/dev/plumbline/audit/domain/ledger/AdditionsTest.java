package dev.plumbline.audit.domain.ledger;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.Event;
import dev.plumbline.contracts.Topic;
import dev.plumbline.messaging.Incoming;

import static dev.plumbline.audit.Fixtures.ADA;
import static dev.plumbline.audit.Fixtures.NOON;
import static dev.plumbline.audit.Fixtures.commit;
import static dev.plumbline.audit.Fixtures.declared;
import static dev.plumbline.audit.Fixtures.drift;
import static dev.plumbline.audit.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

/// [Additions] of batches as topics deliver them: repeated, known already, in states that follow one another.
class AdditionsTest {
    private final CommitObserved commit = commit("Scale", ADA);

    @Test
    void numbersNewEventsAndDropsKnownAndRepeatedOnes() {
        Event known = update("known", "shop", commit);
        Event fresh = update("fresh", "shop", commit);

        Additions additions = Additions.of(records(known, fresh, commit, fresh), Set.of(known.eventId()), 41);

        assertThat(additions.entries()).extracting(LedgerEntry::sequence).containsExactly(42L, 43L);
        assertThat(additions.changes()).extracting(change -> change.event().eventId())
                .containsExactly(fresh.eventId());
        assertThat(additions.commits()).singleElement().isEqualTo(new Numbered<>(43, commit));
    }

    @Test
    void keepsADriftsPlaceAndTakesItsLastState() {
        Event detected = new DriftDetected("d", drift("shop", 5));
        Event resolved = new DriftResolved("d", drift("shop", 5), NOON, Resolution.CORRECTED);

        Additions additions = Additions.of(records(detected, resolved), Set.of(), 0);

        assertThat(additions.drifts()).singleElement().satisfies(drift -> {
            assertThat(drift.sequence()).isEqualTo(1);
            assertThat(drift.event().resolution()).isEqualTo(Resolution.CORRECTED);
        });
    }

    @Test
    void followsTheLastWordOnAnApplicationEvenWhenItIsKnown() {
        Event declaration = declared("shop");
        Incoming gone = new Incoming.Tombstone(new Incoming.Origin(Topic.APPLICATIONS, 0, 1), "shop");

        Additions removed = Additions.of(List.of(record(declaration, 0), gone), Set.of(), 0);
        Additions again = Additions.of(records(declaration), Set.of(declaration.eventId()), 1);

        assertThat(removed.applications().get("shop")).isEmpty();
        assertThat(again.entries()).isEmpty();
        assertThat(again.applications().get("shop")).hasValue(declared("shop"));
    }

    private static List<Incoming> records(Event... events) {
        return List.of(events).stream().map(event -> record(event, 0)).toList();
    }

    private static Incoming record(Event event, long offset) {
        return new Incoming.Decoded(new Incoming.Origin(event.topic(), 0, offset), event.key(), event,
                event.eventId(), NOON);
    }
}
