package dev.plumbline.differ.domain;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.PlannedOperation;

import static dev.plumbline.differ.domain.Samples.SETTINGS;
import static dev.plumbline.differ.domain.Samples.WEB;
import static dev.plumbline.differ.domain.Samples.configMap;
import static dev.plumbline.differ.domain.Samples.deployment;
import static dev.plumbline.differ.domain.Samples.provenance;
import static dev.plumbline.differ.domain.Samples.spec;
import static dev.plumbline.differ.domain.Samples.synced;
import static org.assertj.core.api.Assertions.assertThat;

/// What is deleted and what is not, against a simulated applier and cluster.
class DeletionsTest {
    private final World world = new World();

    @Test
    void deletesWhatGitDropsInTheNameOfWhoDroppedIt() {
        synced(world).commits("c2", deployment("web", 3)).settles();

        assertThat(world.objects()).containsExactly(WEB);
        assertThat(world.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.operation()).isEqualTo(PlannedOperation.Kind.DELETE);
            assertThat(operation.cause()).isEqualTo(Cause.REMOVAL);
            assertThat(operation.provenance()).isEqualTo(provenance("c2"));
            assertThat(operation.uid()).isNotNull();
        });
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void deletesNothingAfterAFailedRenderAndSaysWhatIsWrong() {
        synced(world).failsToRender("c2", "spec.replicas must be a number").settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status().errors()).containsExactly("shop.yaml:7: spec.replicas must be a number");
        assertThat(world.status().resources()).allMatch(resource -> resource.sync() == Sync.SYNCED);
    }

    @Test
    void deletesNothingOnAnEmptySnapshot() {
        synced(world).commits("c2").settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.OUT_OF_SYNC);
    }

    @Test
    void waitsForApprovalOfMoreDeletionsThanTheBudgetAllowsWhileTheRestGoesOn() {
        world.declares(spec()).commits("c1", deployment("web", 3), configMap("a", "1"), configMap("b", "1"),
                configMap("c", "1"), configMap("d", "1")).settles().forgetsWhatWasSaid();

        world.commits("c2", deployment("web", 4)).settles();

        assertThat(world.objects()).hasSize(5);
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(4);
        assertThat(world.status().errors()).singleElement().asString()
                .startsWith("4 deletions wait for approval of c2");

        world.commands(Command.Kind.APPROVE, "c2").settles();

        assertThat(world.objects()).containsExactly(WEB);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void waitsForApprovalOfDeletionsAfterTheRepositoryChanged() {
        synced(world).restarts().settles().declares(Samples.from(spec(), "https://git.example.com/other.git"))
                .commits("c2", deployment("web", 3)).settles();

        assertThat(world.objects()).contains(SETTINGS);
        assertThat(world.status().errors()).singleElement().asString().contains("deletions wait for approval of c2");
    }

    @Test
    void keepsWhatGitDropsWhereNothingMayBePruned() {
        ApplicationSpec keeping = Samples.with(spec(),
                new ApplicationSpec.Sync(SyncMode.AUTO, false, false, OnRemoval.ORPHAN, 3));

        synced(world).declares(keeping).commits("c2", deployment("web", 3)).settles();

        assertThat(world.objects()).contains(SETTINGS);
        assertThat(world.status().sync()).isEqualTo(Sync.OUT_OF_SYNC);
    }

    @Test
    void leavesTheObjectsOfARemovedApplicationUnlessToldOtherwise() {
        synced(world).removes(spec()).settles();

        assertThat(world.objects()).hasSize(2);
        assertThat(world.hasStatus()).isFalse();
    }

    @Test
    void deletesTheObjectsOfARemovedApplicationWhenTold() {
        ApplicationSpec pruning = Samples.with(spec(),
                new ApplicationSpec.Sync(SyncMode.AUTO, true, false, OnRemoval.PRUNE, 1));

        synced(world).removes(pruning).settles();

        assertThat(world.objects()).isEmpty();
        assertThat(world.operations()).allMatch(operation -> operation.provenance().equals(provenance("dead")));
        assertThat(world.hasStatus()).isFalse();
    }
}
