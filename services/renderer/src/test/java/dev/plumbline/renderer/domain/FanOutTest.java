package dev.plumbline.renderer.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.RenderRequested;

import static dev.plumbline.renderer.domain.Fixtures.commit;
import static org.assertj.core.api.Assertions.assertThat;

/// [FanOut]: which commits lead to a request, by what the last render looked at.
class FanOutTest {
    private static final ApplicationDeclared SHOP = Fixtures.application("shop", "shop");

    private final LastRenders renders = new LastRenders();
    private final FanOut fanOut = new FanOut(renders);

    @Test
    void asksForEveryCommitWhileNothingIsKnownOfTheLastRender() {
        assertThat(requests(commit("1", "elsewhere/a.yaml"))).containsExactly("shop");
    }

    @Test
    void asksOnlyForCommitsThatChangeWhatWasLookedAt() {
        lookedAt("shop/kustomization.yaml", "base/web.yaml", "shop/missing.yaml");

        assertThat(requests(commit("1", "elsewhere/a.yaml", "base/other.yaml", "shop"))).isEmpty();
        assertThat(requests(commit("1", "elsewhere/a.yaml", "base/web.yaml"))).containsExactly("shop");
        assertThat(requests(commit("1", "shop/missing.yaml"))).containsExactly("shop");
    }

    @Test
    void takesEverythingBelowADirectoryThatWasListed() {
        lookedAt("shop");

        assertThat(requests(commit("1", "shop/deep/a.yaml"))).containsExactly("shop");
        assertThat(requests(commit("1", "shopping/a.yaml"))).isEmpty();
    }

    @Test
    void takesEverythingWhenTheRootWasListed() {
        lookedAt("");

        assertThat(requests(commit("1", "any/a.yaml"))).containsExactly("shop");
        assertThat(requests(commit("1", "a.yaml"))).containsExactly("shop");
    }

    @Test
    void asksWhenTheChangedPathsAreNotAllKnownOrHistoryWasRewritten() {
        lookedAt("shop/a.yaml");

        assertThat(requests(commit(Fixtures.REPOSITORY, "1".repeat(40), null, true, "x"))).containsExactly("shop");
        assertThat(requests(commit(Fixtures.REPOSITORY, "1".repeat(40), "2".repeat(40), false, "x")))
                .containsExactly("shop");
    }

    @Test
    void asksWhenTheSpecChangedSinceTheLastRender() {
        renders.remember("shop", Optional.of(
                new LastRenders.LastRender("older", new Dependencies(Map.of("shop/a.yaml", "id")), List.of())));

        assertThat(requests(commit("1", "elsewhere/a.yaml"))).containsExactly("shop");
    }

    @Test
    void asksNobodyForACommitOfAnotherRepository() {
        assertThat(requests(commit("https://git.example.com/other.git", "1".repeat(40), null, false, "x"))).isEmpty();
    }

    private void lookedAt(String... paths) {
        Map<String, String> ids = new HashMap<>();
        for (String path : paths) {
            ids.put(path, "id");
        }
        renders.remember("shop", Optional.of(
                new LastRenders.LastRender(SHOP.specVersion(), new Dependencies(ids), List.of())));
    }

    private List<String> requests(CommitObserved commit) {
        return fanOut.of(commit, List.of(SHOP)).stream().map(RenderRequested::application).toList();
    }
}
