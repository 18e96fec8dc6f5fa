package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.DriftPolicy;
import dev.plumbline.contracts.ApplicationSpec.IgnoreRule;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.DriftEvent.DriftDetected;
import dev.plumbline.contracts.DriftEvent.DriftResolved;
import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.DriftEvent.Kind;
import dev.plumbline.contracts.DriftEvent.Resolution;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.manifests.ResourceId;

import static dev.plumbline.differ.domain.Samples.SETTINGS;
import static dev.plumbline.differ.domain.Samples.WEB;
import static dev.plumbline.differ.domain.Samples.configMap;
import static dev.plumbline.differ.domain.Samples.deployment;
import static dev.plumbline.differ.domain.Samples.provenance;
import static dev.plumbline.differ.domain.Samples.spec;
import static org.assertj.core.api.Assertions.assertThat;

/// The whole of differ's domain against a simulated applier and cluster.
class DifferTest {
    private final World world = new World();

    private World synced() {
        return world.declares(spec()).commits("c1", deployment("web", 3), configMap("settings", "1")).settles()
                .forgetsWhatWasSaid();
    }

    private World reporting(IgnoreRule... ignore) {
        return world.declares(spec(DriftPolicy.REPORT, ignore))
                .commits("c1", deployment("web", 3), configMap("settings", "1")).settles().forgetsWhatWasSaid();
    }

    private static void scale(ObjectNode object, int replicas) {
        object.withObjectProperty("spec").put("replicas", replicas);
    }

    @Test
    void appliesWhatACommitDeclaresAndThenSaysSynced() {
        world.declares(spec()).commits("c1", deployment("web", 3), configMap("settings", "1")).settles();

        assertThat(world.objects()).containsExactlyInAnyOrder(WEB, SETTINGS);
        assertThat(world.operations()).extracting(PlannedOperation::resource).containsExactly(SETTINGS, WEB);
        assertThat(world.operations()).allSatisfy(operation -> {
            assertThat(operation.cause()).isEqualTo(Cause.COMMIT);
            assertThat(operation.provenance()).isEqualTo(provenance("c1"));
        });
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status().revision()).isEqualTo("c1");
    }

    @Test
    void plansNothingWhileNothingChanges() {
        synced().waits(Duration.ofHours(1));

        assertThat(world.operations()).isEmpty();
        assertThat(world.drifts()).isEmpty();
    }

    @Test
    void plansNothingAfterARestart() {
        synced().restarts().settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void tellsWhatWasBeforeAWriteThatWasNeverRecorded() {
        synced();
        String recorded = world.object(WEB).at("/metadata/resourceVersion").asText();
        world.applierStops().commits("c2", deployment("web", 5), configMap("settings", "1")).settles();
        PlannedOperation lost = world.operations().getLast();
        world.changes(WEB, "plumbline", object -> {
            scale(object, 5);
            object.withObject("/metadata/annotations").put(Ownership.DIGEST_ANNOTATION, lost.digest());
        }).restarts().settles();

        assertThat(world.operations().getLast()).satisfies(again -> {
            assertThat(again.resource()).isEqualTo(WEB);
            assertThat(again.resourceVersion()).isEqualTo(recorded);
            assertThat(Objects.requireNonNull(again.before()).at("/spec/replicas").asInt()).isEqualTo(3);
        });
    }

    @Test
    void tellsWhatWasBeforeAnUnrecordedWriteWhenTheNextCommitOvertakesIt() {
        synced();
        world.applierStops().commits("c2", deployment("web", 5), configMap("settings", "1")).settles();
        PlannedOperation lost = world.operations().getLast();
        world.changes(WEB, "plumbline", object -> {
            scale(object, 5);
            object.withObject("/metadata/annotations").put(Ownership.DIGEST_ANNOTATION, lost.digest());
        }).commits("c3", deployment("web", 7), configMap("settings", "1")).restarts().settles();

        assertThat(world.operations().getLast()).satisfies(again -> {
            assertThat(again.revision()).isEqualTo("c3");
            assertThat(again.resourceVersion())
                    .isEqualTo(world.object(WEB).at("/metadata/resourceVersion").asText());
            assertThat(Objects.requireNonNull(again.before()).at("/spec/replicas").asInt()).isEqualTo(3);
        });
    }

    @Test
    void correctsAChangedFieldAndNamesWhoTookIt() {
        synced().changes(WEB, "kubectl-scale", object -> scale(object, 5)).settles();

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
        reporting().changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.drifts()).singleElement().isInstanceOf(DriftDetected.class);
        assertThat(world.status().sync()).isEqualTo(Sync.DRIFTED);
        assertThat(world.status().drift()).hasSize(1);
    }

    @Test
    void knowsACorrectionThatWasMadeWhileItWasStopped() {
        synced().applierStops().changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();
        PlannedOperation correction = world.operations().getLast();

        world.waits(Duration.ofSeconds(1)).executes(correction).restarts().settles();

        assertThat(((DriftResolved) world.drifts().getLast()).resolution()).isEqualTo(Resolution.CORRECTED);
    }

    @Test
    void keepsADriftsIdOverChangesAndARestartUntilSomebodyRevertsIt() {
        reporting().changes(WEB, "kubectl-edit", object -> scale(object, 5)).settles();
        String id = world.drifts().getFirst().id();

        world.changes(WEB, "kubectl-edit", object -> scale(object, 7)).settles().restarts().settles()
                .changes(WEB, "kubectl-edit", object -> scale(object, 3)).settles();

        assertThat(world.drifts()).hasSize(3).allMatch(event -> event.id().equals(id));
        assertThat(((DriftResolved) world.drifts().getLast()).resolution()).isEqualTo(Resolution.REVERTED);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void putsADeletedObjectBack() {
        synced().deletes(WEB).settles();

        DriftDetected detected = (DriftDetected) world.drifts().getFirst();
        assertThat(detected.drift().kind()).isEqualTo(Kind.DELETED);
        assertThat(world.objects()).contains(WEB);
        assertThat(world.drifts()).last().isInstanceOf(DriftResolved.class);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void tellsUnlabellingFromDeletion() {
        synced().takesOurLabelFrom(SETTINGS).settles();

        DriftDetected detected = (DriftDetected) world.drifts().getFirst();
        assertThat(detected.drift().kind()).isEqualTo(Kind.MODIFIED);
        assertThat(detected.drift().fields()).extracting(FieldDrift::path)
                .containsExactly("/metadata/labels/plumbline.dev~1application");
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void ignoresWhatARuleNamesAndCountsIt() {
        reporting(new IgnoreRule(null, "Deployment", null, List.of("/spec/replicas"), List.of(), "scaled"))
                .changes(WEB, "autoscaler", object -> scale(object, 9)).settles();

        assertThat(world.drifts()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status().evidence().ignored()).isEqualTo(1);
    }

    @Test
    void leavesAnIgnoredValueAsItIsWhenTheNextCommitIsApplied() {
        reporting(new IgnoreRule(null, "Deployment", null, List.of("/spec/replicas"), List.of(), "scaled"))
                .changes(WEB, "autoscaler", object -> scale(object, 9)).settles();
        ObjectNode next = deployment("web", 3);
        next.withObjectProperty("spec").put("paused", true);

        world.commits("c2", next, configMap("settings", "1")).settles();

        assertThat(world.object(WEB).path("spec").path("paused").asBoolean()).isTrue();
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(9);
    }

    @Test
    void deletesWhatGitDropsInTheNameOfWhoDroppedIt() {
        synced().commits("c2", deployment("web", 3)).settles();

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
        synced().failsToRender("c2", "spec.replicas must be a number").settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status().errors()).containsExactly("shop.yaml:7: spec.replicas must be a number");
        assertThat(world.status().resources()).allMatch(resource -> resource.sync() == Sync.SYNCED);
    }

    @Test
    void deletesNothingOnAnEmptySnapshot() {
        synced().commits("c2").settles();

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
        synced().restarts().settles().declares(Samples.from(spec(), "https://git.example.com/other.git"))
                .commits("c2", deployment("web", 3)).settles();

        assertThat(world.objects()).contains(SETTINGS);
        assertThat(world.status().errors()).singleElement().asString().contains("deletions wait for approval of c2");
    }

    @Test
    void keepsWhatGitDropsWhereNothingMayBePruned() {
        ApplicationSpec keeping = Samples.with(spec(),
                new ApplicationSpec.Sync(SyncMode.AUTO, false, false, OnRemoval.ORPHAN, 3));

        synced().declares(keeping).commits("c2", deployment("web", 3)).settles();

        assertThat(world.objects()).contains(SETTINGS);
        assertThat(world.status().sync()).isEqualTo(Sync.OUT_OF_SYNC);
    }

    @Test
    void leavesTheObjectsOfARemovedApplicationUnlessToldOtherwise() {
        synced().removes(spec()).settles();

        assertThat(world.objects()).hasSize(2);
        assertThat(world.hasStatus()).isFalse();
    }

    @Test
    void deletesTheObjectsOfARemovedApplicationWhenTold() {
        ApplicationSpec pruning = Samples.with(spec(),
                new ApplicationSpec.Sync(SyncMode.AUTO, true, false, OnRemoval.PRUNE, 1));

        synced().removes(pruning).settles();

        assertThat(world.objects()).isEmpty();
        assertThat(world.operations()).allMatch(operation -> operation.provenance().equals(provenance("dead")));
        assertThat(world.hasStatus()).isFalse();
    }

    @Test
    void plansOnlyOnCommandInManualMode() {
        ApplicationSpec manual = Samples.with(spec(),
                new ApplicationSpec.Sync(SyncMode.MANUAL, true, false, OnRemoval.ORPHAN, 3));
        world.declares(manual).commits("c1", configMap("settings", "1")).settles();
        assertThat(world.objects()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.OUT_OF_SYNC);

        world.commands(Command.Kind.SYNC, null).settles();

        assertThat(world.objects()).containsExactly(SETTINGS);
        assertThat(world.operations()).singleElement().extracting(PlannedOperation::cause).isEqualTo(Cause.COMMAND);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void createsTheNamespaceBeforeWhatGoesIntoIt() {
        world.declares(Samples.creatingNamespace(spec())).commits("c1", configMap("settings", "1")).settles();

        assertThat(world.operations()).extracting(PlannedOperation::operation)
                .containsExactly(PlannedOperation.Kind.ENSURE, PlannedOperation.Kind.APPLY);
    }

    @Test
    void tellsOfARefusalOnceAndTriesAgainWhenGitChanges() {
        world.declares(spec()).refusesToApply(SETTINGS).commits("c1", configMap("settings", "1")).settles()
                .waits(Duration.ofMinutes(1));

        assertThat(world.operations()).hasSize(1);
        assertThat(world.status().sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status().errors())
                .containsExactly("ConfigMap shop/settings (shop.yaml:1): ConfigMap shop/settings belongs to nobody");

        world.commits("c2", configMap("settings", "2")).settles();

        assertThat(world.operations()).hasSize(2);
    }

    @Test
    void checksObjectsThatItHasNoRecordOfInsteadOfApplyingThem() {
        synced().forgetsWhatWasApplied().restarts().settles();

        assertThat(world.operations()).hasSize(2)
                .allMatch(operation -> operation.operation() == PlannedOperation.Kind.CHECK);
        assertThat(world.drifts()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void saysUnknownWhileAWatchIsRefused() {
        synced().loses("ConfigMap", "the cluster refuses to list ConfigMaps").settles();

        assertThat(world.status().sync()).isEqualTo(Sync.UNKNOWN);
        assertThat(world.status().evidence().watchesSynced()).isFalse();
        assertThat(world.status().errors()).singleElement().asString().contains("refuses");

        world.finds("ConfigMap").settles();

        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.operations()).isEmpty();
    }

    @Test
    void waitsForAKindThatTheClusterDoesNotServeYetAndAppliesTheRest() {
        ObjectNode widget = Samples.object("example.com/v1", "Widget", "w");
        world.declares(spec()).doesNotServe("Widget").commits("c1", widget, configMap("settings", "1")).settles();
        assertThat(world.objects()).containsExactly(SETTINGS);
        assertThat(world.status().sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status().errors()).singleElement().asString()
                .startsWith("Widget shop/w (shop.yaml:1): the cluster serves no Widget (example.com/v1)");

        world.serves("Widget").settles();

        assertThat(world.objects()).contains(ResourceId.of(widget));
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void judgesNothingThatAPlanIsChangingAndDecidesAnewWhenItIsOverdue() {
        synced().applierStops().changes(WEB, "kubectl-scale", object -> scale(object, 5)).settles()
                .changes(WEB, "kubectl-scale", object -> scale(object, 6)).settles();
        assertThat(world.operations()).hasSize(1);
        assertThat(world.drifts()).hasSize(1);

        world.applierStarts().waits(Duration.ofMinutes(2));

        assertThat(world.operations()).hasSize(2);
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(3);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void slowsDownAndNamesWhoFights() {
        synced();
        for (int i = 0; i < 30; i++) {
            world.changes(WEB, "bad-controller", object -> scale(object, 5)).settles();
        }

        assertThat(world.operations()).hasSizeLessThan(20);
        assertThat(world.status().errors()).singleElement().asString().contains("bad-controller");
    }

    @Test
    void tellsTheFleetsErrors() {
        world.row(new RenderOutcome(ApplicationDeclared.FLEET, "c1", "", RenderOutcome.Result.FAILED,
                List.of(new RenderOutcome.RenderError("no such field", null)), null,
                Instant.EPOCH));
        world.settles();

        assertThat(world.status(ApplicationDeclared.FLEET).sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status(ApplicationDeclared.FLEET).errors()).containsExactly("no such field");
    }

    @Test
    void showsTheWorstHealth() {
        synced();

        assertThat(world.status().health()).isEqualTo(Health.PROGRESSING);
    }

    @Test
    void handsAResourceOverToTheApplicationThatDeclaresItNow() {
        synced();
        String uid = world.object(SETTINGS).path("metadata").path("uid").asText();

        world.commits("c2", deployment("web", 3)).as("other").declares(spec())
                .commits("c2", configMap("settings", "1")).settles();

        assertThat(world.object(SETTINGS).path("metadata").path("uid").asText()).isEqualTo(uid);
        assertThat(world.status("other").sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status("shop").sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status("shop").resources()).hasSize(1);
    }

    @Test
    void leavesWhatTwoApplicationsDeclareWithTheFirstAndTellsBoth() {
        synced().as("other").declares(spec()).commits("c2", configMap("settings", "2")).settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.object(SETTINGS).path("data").path("a").asText()).isEqualTo("1");
        assertThat(world.status("other").sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status("other").errors()).singleElement().asString().contains("Application shop too");
        assertThat(world.status("shop").errors()).singleElement().asString().contains("Application other too");
    }

    @Test
    void takesOverTheObjectsOfARenamedApplication() {
        synced().removes(spec()).as("renamed").declares(spec())
                .commits("c2", deployment("web", 3), configMap("settings", "1")).settles();

        assertThat(world.status("renamed").sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.operations()).noneMatch(operation -> operation.operation() == PlannedOperation.Kind.DELETE);
    }
}
