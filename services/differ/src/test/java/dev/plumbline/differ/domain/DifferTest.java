package dev.plumbline.differ.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationStatus.Health;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.contracts.Cause;
import dev.plumbline.contracts.Command;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.manifests.ResourceId;

import static dev.plumbline.differ.domain.Samples.SETTINGS;
import static dev.plumbline.differ.domain.Samples.WEB;
import static dev.plumbline.differ.domain.Samples.configMap;
import static dev.plumbline.differ.domain.Samples.deployment;
import static dev.plumbline.differ.domain.Samples.provenance;
import static dev.plumbline.differ.domain.Samples.scale;
import static dev.plumbline.differ.domain.Samples.spec;
import static dev.plumbline.differ.domain.Samples.synced;
import static org.assertj.core.api.Assertions.assertThat;

/// The whole of differ's domain against a simulated applier and cluster: what it plans, and what it says of it.
class DifferTest {
    private final World world = new World();

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
        synced(world).waits(Duration.ofHours(1));

        assertThat(world.operations()).isEmpty();
        assertThat(world.drifts()).isEmpty();
    }

    @Test
    void plansNothingAfterARestart() {
        synced(world).restarts().settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void tellsWhatWasBeforeAWriteThatWasNeverRecorded() {
        synced(world);
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
        synced(world);
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
        synced(world).forgetsWhatWasApplied().restarts().settles();

        assertThat(world.operations()).hasSize(2)
                .allMatch(operation -> operation.operation() == PlannedOperation.Kind.CHECK);
        assertThat(world.drifts()).isEmpty();
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
    }

    @Test
    void saysUnknownWhileAWatchIsRefused() {
        synced(world).loses("ConfigMap", "the cluster refuses to list ConfigMaps").settles();

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
        synced(world).applierStops().changes(WEB, "kubectl-scale", object -> scale(object, 5)).settles()
                .changes(WEB, "kubectl-scale", object -> scale(object, 6)).settles();
        assertThat(world.operations()).hasSize(1);
        assertThat(world.drifts()).hasSize(1);

        world.applierStarts().waits(Duration.ofMinutes(2));

        assertThat(world.operations()).hasSize(2);
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(3);
        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
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
        synced(world);

        assertThat(world.status().health()).isEqualTo(Health.PROGRESSING);
    }

    @Test
    void handsAResourceOverToTheApplicationThatDeclaresItNow() {
        synced(world);
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
        synced(world).as("other").declares(spec()).commits("c2", configMap("settings", "2")).settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.object(SETTINGS).path("data").path("a").asText()).isEqualTo("1");
        assertThat(world.status("other").sync()).isEqualTo(Sync.FAILED);
        assertThat(world.status("other").errors()).singleElement().asString().contains("Application shop too");
        assertThat(world.status("shop").errors()).singleElement().asString().contains("Application other too");
    }

    @Test
    void takesOverTheObjectsOfARenamedApplication() {
        synced(world).removes(spec()).as("renamed").declares(spec())
                .commits("c2", deployment("web", 3), configMap("settings", "1")).settles();

        assertThat(world.status("renamed").sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.operations()).noneMatch(operation -> operation.operation() == PlannedOperation.Kind.DELETE);
    }
}
