package dev.plumbline.differ.domain;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.ApplicationSpec.OnRemoval;
import dev.plumbline.contracts.ApplicationSpec.SyncMode;
import dev.plumbline.contracts.ApplicationStatus.Sync;
import dev.plumbline.manifests.ResourceId;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static dev.plumbline.differ.domain.Samples.SETTINGS;
import static dev.plumbline.differ.domain.Samples.WEB;
import static org.assertj.core.api.Assertions.assertThat;

/// Whatever people, scripts and crashes do, and in whatever order: the end is what Git declares, and then nothing more is
/// planned.
class ConvergenceProperties {
    enum Mishap {
        COMMIT, COMMIT_WITHOUT_SETTINGS, SCALE, EDIT, DELETE, UNLABEL, RESTART, LOSE_RECORDS, REPEAT, SETTLE
    }

    @Property(seed = "1", tries = 150)
    void endsWithWhatGitDeclaresAndThenRests(@ForAll("mishaps") List<Mishap> mishaps) {
        World world = new World().declares(unlimited()).commits("c0", web(1), settings(1)).settles();
        int commit = 0;
        for (Mishap mishap : mishaps) {
            happen(world, mishap, ++commit);
        }
        world.commits("last", web(2), settings(7)).settles().forgetsWhatWasSaid();

        assertThat(world.status().sync()).isEqualTo(Sync.SYNCED);
        assertThat(world.status().drift()).isEmpty();
        assertThat(world.objects()).containsExactlyInAnyOrder(WEB, SETTINGS);
        assertThat(world.object(WEB).path("spec").path("replicas").asInt()).isEqualTo(2);
        assertThat(world.object(SETTINGS).path("data").path("a").asText()).isEqualTo("7");

        world.repeats(world.sighting(WEB)).settles().restarts().settles();

        assertThat(world.operations()).isEmpty();
        assertThat(world.drifts()).isEmpty();
    }

    @Provide
    Arbitrary<List<Mishap>> mishaps() {
        return Arbitraries.of(Mishap.class).list().ofMaxSize(12);
    }

    private static void happen(World world, Mishap mishap, int commit) {
        switch (mishap) {
            case COMMIT -> world.commits("c" + commit, web(commit), settings(commit));
            case COMMIT_WITHOUT_SETTINGS -> world.commits("c" + commit, web(commit));
            case SCALE ->
                onObject(world, WEB, object -> object.withObjectProperty("spec").put("replicas", 40 + commit));
            case EDIT -> onObject(world, SETTINGS, object -> object.withObjectProperty("data").put("a", "x" + commit));
            case DELETE -> {
                if (world.objects().contains(WEB)) {
                    world.deletes(WEB);
                }
            }
            case UNLABEL -> {
                if (world.objects().contains(SETTINGS)) {
                    world.takesOurLabelFrom(SETTINGS);
                }
            }
            case RESTART -> world.restarts();
            case LOSE_RECORDS -> world.forgetsWhatWasApplied().restarts();
            case REPEAT -> {
                if (world.objects().contains(WEB)) {
                    world.repeats(world.sighting(WEB));
                }
            }
            case SETTLE -> world.settles();
        }
    }

    private static void onObject(World world, ResourceId resource, Consumer<ObjectNode> edit) {
        if (world.objects().contains(resource)) {
            world.changes(resource, "kubectl-edit", edit);
        }
    }

    private static ObjectNode web(int replicas) {
        return Samples.deployment("web", replicas);
    }

    private static ObjectNode settings(int value) {
        return Samples.configMap("settings", Integer.toString(value));
    }

    private static ApplicationSpec unlimited() {
        return Samples.with(Samples.spec(), new ApplicationSpec.Sync(SyncMode.AUTO, true, false, OnRemoval.ORPHAN, 99));
    }
}
