package dev.plumbline.differ.domain.drift;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.IntNode;

import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationStatus.OpenDrift;
import dev.plumbline.contracts.DriftEvent;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.manifests.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

/// Names for drifts, from what managedFields and an audit tell: the right one or none.
class ClusterWritesTest {
    private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
    private static final Instant DETECTED = Instant.parse("2026-11-24T14:02:11.400Z");
    private static final Instant SECOND = Instant.parse("2026-11-24T14:02:11Z");

    private final ClusterWrites writes = new ClusterWrites();

    private static DriftEvent.Drift drift(@Nullable String manager, @Nullable Instant since) {
        return new DriftEvent.Drift("shop", "local", WEB, DriftEvent.Kind.MODIFIED, "c1",
                List.of(new FieldDrift("/spec/replicas", IntNode.valueOf(2), IntNode.valueOf(5), manager, null, since)),
                DETECTED, DriftPolicy.CORRECT);
    }

    private void write(String manager, String user, String at) {
        writes.add(new ClusterWrite(WEB, manager, user, Instant.parse(at)));
    }

    private FieldDrift named(@Nullable String manager, @Nullable Instant since) {
        return writes.named(drift(manager, since)).fields().getFirst();
    }

    @Test
    void namesWhoWroteUnderTheManagerInThatSecond() {
        write("kubectl-edit", "bob", "2026-11-24T13:00:00Z");
        write("kubectl-edit", "alice", "2026-11-24T14:02:11.350123Z");
        write("plumbline", "admin", "2026-11-24T14:02:11.390Z");

        assertThat(named("kubectl-edit", SECOND).user()).isEqualTo("alice");
        assertThat(named("kubectl-edit", SECOND).since()).isEqualTo(SECOND);
    }

    @Test
    void namesNobodyForAManagerThatDidNotWriteThen() {
        write("kubectl-edit", "bob", "2026-11-24T13:00:00Z");
        write("kubectl-scale", "alice", "2026-11-24T14:02:11Z");

        assertThat(named("kubectl-edit", SECOND).user()).isNull();
    }

    @Test
    void namesWhoRemovedAFieldThatLeftNoTrace() {
        write("kubectl-label", "alice", "2026-11-24T14:02:11.350123Z");
        write("plumbline", "admin", "2026-11-24T14:02:11.600Z");

        FieldDrift named = named(null, null);

        assertThat(named.user()).isEqualTo("alice");
        assertThat(named.manager()).isEqualTo("kubectl-label");
        assertThat(named.since()).isEqualTo(SECOND);
    }

    @Test
    void namesNobodyWhereSeveralMayHaveRemovedAField() {
        write("kubectl-label", "alice", "2026-11-24T14:02:11.100Z");
        write("kubectl-label", "bob", "2026-11-24T14:02:11.200Z");

        assertThat(named(null, null).user()).isNull();
    }

    @Test
    void tellsOfAnOpenDriftAgainOnceItsAuthorIsKnown() {
        OpenDrift open = new OpenDrift("d1", drift("kubectl-edit", SECOND));
        assertThat(DriftCourse.named(open, writes).event()).isNull();

        write("kubectl-edit", "alice", "2026-11-24T14:02:11.350123Z");

        assertThat(DriftCourse.named(open, writes).event()).isInstanceOfSatisfying(DriftEvent.DriftUpdated.class,
                updated -> assertThat(updated.drift().fields().getFirst().user()).isEqualTo("alice"));
    }

    @Test
    void keepsANameThatWasFoundWhenTheDriftIsSeenAgain() {
        write("kubectl-label", "alice", "2026-11-24T14:02:11.350123Z");
        OpenDrift open = new OpenDrift("d1", writes.named(drift(null, null)));

        DriftCourse course = DriftCourse.after(open, new DriftCourse.Sighting.Differs("d2", drift(null, null)),
                DETECTED);

        assertThat(course.event()).isNull();
        assertThat(course.open()).isEqualTo(open);
    }
}
