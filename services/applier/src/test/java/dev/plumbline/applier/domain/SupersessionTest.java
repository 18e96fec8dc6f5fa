package dev.plumbline.applier.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.applier.domain.Supersession.Current;
import dev.plumbline.applier.domain.Supersession.Repeated;
import dev.plumbline.applier.domain.Supersession.SupersededBy;

import static org.assertj.core.api.Assertions.assertThat;

/// Which of several plans of one Application is executed.
class SupersessionTest {
    private final Supersession supersession = new Supersession();

    @Test
    void onlyTheLatestOfWaitingPlansIsExecuted() {
        Plan first = arrived("p1", 7);
        Plan second = arrived("p2", 7);

        assertThat(supersession.of(first)).isEqualTo(new SupersededBy("p2"));
        assertThat(supersession.of(second)).isEqualTo(new Current());
    }

    @Test
    void aPlanOfAnOlderSnapshotIsNeverExecutedAfterANewerOne() {
        Plan newer = arrived("p2", 9);
        Plan older = arrived("p1", 7);

        assertThat(supersession.of(older)).isEqualTo(new SupersededBy("p2"));
        assertThat(supersession.of(newer)).isEqualTo(new Current());
    }

    @Test
    void aPlanThatWasExecutedIsNotExecutedAgain() {
        Plan plan = arrived("p1", 7);
        supersession.executed(plan);

        assertThat(supersession.of(arrived("p1", 7))).isEqualTo(new Repeated());
    }

    private Plan arrived(String id, long markerOffset) {
        Plan plan = new Plan(List.of(Operations.of(id, 0, 1, markerOffset)));
        supersession.arrived(plan);
        return plan;
    }
}
