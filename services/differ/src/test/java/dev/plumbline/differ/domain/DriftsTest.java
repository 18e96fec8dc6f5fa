package dev.plumbline.differ.domain;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.DriftEvent.Kind;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.PlannedOperation;

import static dev.plumbline.differ.domain.Samples.SETTINGS;
import static dev.plumbline.differ.domain.Samples.WEB;
import static dev.plumbline.differ.domain.Samples.configMap;
import static dev.plumbline.differ.domain.Samples.deployment;
import static dev.plumbline.differ.domain.Samples.reporting;
import static dev.plumbline.differ.domain.Samples.scale;
import static dev.plumbline.differ.domain.Samples.synced;
import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of differences that somebody made, against a simulated applier and cluster.
class DriftsTest {
    private final World world = new World();

    @Test
    void correctsAChangedFieldAndNamesWhoTookIt() {
        synced(world).changes(WEB, "kubectl-scale", object -> scale(object, 5)).settles();

        DriftDetected detected = (DriftDetected) world.drifts().getFirst();
        assertThat(detected.drift().kind()).isEqualTo(Kind.MODIFIED);
        assertThat(detected.drift().fields()).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("/spec/replicas");
            assertThat(field.desired()).hasToString("3");
            assertThat(field.live()).hasToString("5");
            assertThat(field.manager()).isEqualTo("kubectl-scale");
            assertThat(field.since()).isNotNull();
        });
        assertThat(world.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.cause()).isEqualTo(Cause.DRIFT);
            assertThat(operation.drift()).isEqualTo(detected.id());
            assertThat(operation.before()).isNotNull();
        });
        assertThat(world.drifts().getLast()).isInstanceOfSatisfying(DriftResolved.class, resolved -> {
            assertThat(resolved.id()).isEqualTo(detected.id());
            assertThat(resolved.resolution()).isEqualTo(Resolution.CORRECTED);
        });
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(3);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void onlyReportsWhereThePolicySaysSo() {
        reporting(world).changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.drifts()).singleElement().isInstanceOf(DriftDetected.class);
        assertThat(world.status().sync()).isEqualTo(Sync.DRIFTED);
        assertThat(world.status().drift()).hasSize(1);
    }

    @Test
    void knowsACorrectionThatWasMadeWhileItWasStopped() {
        synced(world).applierStops().changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();
        PlannedOperation correction = world.operations().getLast();

        world.waits(Duration.ofSeconds(1)).executes(correction).restarts().settles();

        assertThat(((DriftResolved) world.drifts().getLast()).resolution()).isEqualTo(Resolution.CORRECTED);
    }

    @Test
    void keepsADriftsIdOverChangesAndARestartUntilSomebodyRevertsIt() {
        reporting(world).changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();
        String id = world.drifts().getFirst().id();

        world.changes(WEB, "kubectl-edit", object -> scale(object, 7)).settles().restarts().settles()
                .changes(WEB, "kubectl-edit", object -> scale(object, 3)).settles();

        assertThat(world.drifts()).hasSize(3).allMatch(event -> event.id().equals(id));
        assertThat(((DriftResolved) world.drifts().getLast()).resolution()).isEqualTo(Resolution.REVERTED);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void putsADeletedObjectBack() {
        synced(world).deletes(WEB).settles();

        DriftDetected detected = (DriftDetected) world.drifts().getFirst();
        assertThat(detected.drift().kind()).isEqualTo(Kind.DELETED);
        assertThat(world.objects()).contains(WEB);
        assertThat(world.drifts()).last().isInstanceOf(DriftResolved.class);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void tellsUnlabellingFromDeletion() {
        synced(world).takesOurLabelFrom(SETTINGS).settles();

        DriftDetected detected = (DriftDetected) world.drifts().getFirst();
        assertThat(detected.drift().kind()).isEqualTo(Kind.MODIFIED);
        assertThat(detected.drift().fields()).extracting(FieldDrift::path)
                .containsExactly("/metadata/labels/plumbline.dev~1application");
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void ignoresWhatARuleNamesAndCountsIt() {
        reporting(world, new IgnoreRule(null, "Deployment", null, List.of("/spec/replicas"), List.of(), "scaled"))
                .changes(WEB, "autoscaler", object -> scale(object, 9)).settles();

        assertThat(world.drifts()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status().evidence().ignored()).isEqualTo(1);
    }

    @Test
    void leavesAnIgnoredValueAsItIsWhenTheNextCommitIsApplied() {
        reporting(world, new IgnoreRule(null, "Deployment", null, List.of("/spec/replicas"), List.of(), "scaled"))
                .changes(WEB, "autoscaler", object -> scale(object, 9)).settles();
        ObjectNode next = deployment("web", 3);
        next.withObjectProperty("spec").put("paused", true);

        world.commits("c2", next, configMap("settings", "1")).settles();

        assertThat(world.object(WEB).path("spec").path("paused").asBoolean()).isTrue();
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(9);
    }

    @Test
    void slowsDownAndNamesWhoFights() {
        synced(world);
        for (int i = 0; i < 30; i++) {
            world.changes(WEB, "bad-controller", object -> scale(object, 5)).settles();
        }

        assertThat(world.operations()).hasSizeLessThan(20);
        assertThat(world.status().errors()).singleElement().asString().contains("bad-controller");
    }
}
