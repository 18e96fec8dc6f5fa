package dev.plumbline.renderer.domain;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.DesiredResource;
import dev.plumbline.contracts.RenderOutcome;
import dev.plumbline.contracts.RenderOutcome.RenderError;
import dev.plumbline.contracts.SnapshotMarker;
import dev.plumbline.manifests.ResourceId;
import dev.plumbline.renderer.domain.Publication.Step;

import static dev.plumbline.renderer.domain.Fixtures.commit;
import static dev.plumbline.renderer.domain.Fixtures.configMap;
import static org.assertj.core.api.Assertions.assertThat;

/// [Publication] over sequences of commits: what is published, and whom each resource names.
class PublicationTest {
    private static final ApplicationDeclared SHOP = Fixtures.application("shop", "shop");

    @Test
    void publishesEverythingOfTheFirstRender() {
        Publication first = publish(Snapshot.NONE, step("1", configMap("a", "1"), configMap("b", "1")));

        assertThat(first.changed()).extracting(PublicationTest::name).containsExactlyInAnyOrder("a", "b");
        assertThat(first.removed()).isEmpty();
        assertThat(first.marker()).hasValueSatisfying(marker -> {
            assertThat(marker.revision()).isEqualTo("1".repeat(40));
            assertThat(marker.renderedFrom()).isEqualTo("1".repeat(40));
            assertThat(marker.resources()).extracting(entry -> entry.resource().name()).containsExactly("a", "b");
        });
        assertThat(first.outcome().result()).isEqualTo(RenderOutcome.Result.RENDERED);
    }

    @Test
    void publishesOnlyWhatAnotherCommitChanged() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"), configMap("b", "1"),
                configMap("c", "1"))).snapshot();

        Publication second = publish(before, step("2", configMap("a", "1"), configMap("b", "2")));

        assertThat(second.changed()).extracting(PublicationTest::name).containsExactly("b");
        assertThat(second.removed()).containsExactly(new ResourceId("", "ConfigMap", "shop", "c"));
        assertThat(commitOf(second.snapshot(), "a")).isEqualTo("1".repeat(40));
        assertThat(commitOf(second.snapshot(), "b")).isEqualTo("2".repeat(40));
        assertThat(second.marker().map(SnapshotMarker::renderedFrom)).contains("2".repeat(40));
    }

    @Test
    void namesTheCommitThatChangedEachResourceWhenSeveralWait() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"), configMap("b", "1"))).snapshot();

        Publication after = publish(before, step("2", configMap("a", "2"), configMap("b", "1")),
                step("3", configMap("a", "2"), configMap("b", "3")),
                step("4", configMap("a", "2"), configMap("b", "3")));

        assertThat(commitOf(after.snapshot(), "a")).isEqualTo("2".repeat(40));
        assertThat(commitOf(after.snapshot(), "b")).isEqualTo("3".repeat(40));
        assertThat(after.changed()).hasSize(2);
        assertThat(after.marker()).hasValueSatisfying(marker -> {
            assertThat(marker.revision()).isEqualTo("4".repeat(40));
            assertThat(marker.renderedFrom()).isEqualTo("3".repeat(40));
        });
    }

    @Test
    void publishesNothingButTheMarkerWhenNothingChanged() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"))).snapshot();

        Publication again = publish(before, step("2", configMap("a", "1")));

        assertThat(again.changed()).isEmpty();
        assertThat(again.marker()).map(SnapshotMarker::revision).contains("2".repeat(40));
        assertThat(again.marker()).map(SnapshotMarker::renderedFrom).contains("1".repeat(40));
    }

    @Test
    void publishesNoMarkerForACommitThatWasPublished() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"))).snapshot();

        assertThat(publish(before, step("1", configMap("a", "1"))).marker()).isEmpty();
    }

    @Test
    void keepsTheLastGoodSnapshotWhenRenderingFails() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"))).snapshot();
        RenderError error = new RenderError("broken", null);

        Publication failed = publish(before, new Step(commit("2"), new Evaluation.Failed(List.of(error))));

        assertThat(failed.changed()).isEmpty();
        assertThat(failed.removed()).isEmpty();
        assertThat(failed.marker()).isEmpty();
        assertThat(failed.outcome().result()).isEqualTo(RenderOutcome.Result.FAILED);
        assertThat(failed.outcome().errors()).containsExactly(error);
        assertThat(failed.snapshot()).isEqualTo(before);
    }

    @Test
    void keepsTheLastGoodSnapshotWhenNothingIsRenderedAnyMore() {
        Snapshot before = publish(Snapshot.NONE, step("1", configMap("a", "1"))).snapshot();

        Publication empty = publish(before, step("2"));

        assertThat(empty.snapshot()).isEqualTo(before);
        assertThat(empty.removed()).isEmpty();
        assertThat(empty.outcome().errors()).singleElement().asString().contains("renders no resource at all")
                .contains("are kept");
    }

    @Test
    void neverTakesNothingForASnapshot() {
        Publication empty = publish(Snapshot.NONE, step("1"));

        assertThat(empty.marker()).isEmpty();
        assertThat(empty.outcome().errors()).singleElement().asString().contains("renders no resource at all")
                .contains("correct source.path");
    }

    @Test
    void goesOnFromTheGoodCommitBeforeABadOne() {
        Publication mixed = publish(Snapshot.NONE, step("1", configMap("a", "1")),
                new Step(commit("2"), new Evaluation.Failed(List.of(new RenderError("broken", null)))));

        assertThat(mixed.marker()).map(SnapshotMarker::revision).contains("1".repeat(40));
        assertThat(mixed.changed()).hasSize(1);
        assertThat(mixed.outcome().result()).isEqualTo(RenderOutcome.Result.FAILED);
        assertThat(mixed.outcome().revision()).isEqualTo("2".repeat(40));
    }

    @Test
    void saysWhatIsWrongWithTheDeclarationWhileItGoesOnWithTheLastGoodOne() {
        RenderError wrong = new RenderError("/spec/sauce is no field of /spec", null);

        Publication published = Publication.of(SHOP, Snapshot.NONE, List.of(step("1", configMap("a", "1"))),
                List.of(wrong), Fixtures.NOW, Fixtures.NOW);

        assertThat(published.marker()).isPresent();
        assertThat(published.outcome().result()).isEqualTo(RenderOutcome.Result.FAILED);
        assertThat(published.outcome().errors()).containsExactly(wrong);
    }

    private static Publication publish(Snapshot before, Step... steps) {
        return Publication.of(SHOP, before, List.of(steps), List.of(), Fixtures.NOW, Fixtures.NOW);
    }

    private static Step step(String digit, String... manifests) {
        List<RenderedObject> objects = Stream.of(manifests).flatMap(yaml -> Fixtures.objects(yaml).stream()).toList();
        return new Step(commit(digit), SnapshotCheck.of(SHOP.spec().target(), objects));
    }

    private static String name(DesiredResource resource) {
        return resource.resource().name();
    }

    private static String commitOf(Snapshot snapshot, String name) {
        return snapshot.resources().values().stream().filter(resource -> name(resource).equals(name)).findFirst()
                .map(resource -> resource.provenance().commit()).orElse("none");
    }
}
