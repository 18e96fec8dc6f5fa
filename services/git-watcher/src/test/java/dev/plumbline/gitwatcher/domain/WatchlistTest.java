package dev.plumbline.gitwatcher.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.ApplicationSpec;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.manifests.SourcePosition;

import static org.assertj.core.api.Assertions.assertThat;

/// [Watchlist] against what the fleet declares over time.
class WatchlistTest {
    private static final String FLEET = "https://git.example.com/fleet.git";
    private static final String SHOP = "https://git.example.com/shop.git";
    private static final Provenance COMMIT = new Provenance("1".repeat(40), new Person("Ada", "ada@example.com"), "why",
            Instant.EPOCH);

    private final Watchlist watchlist = new Watchlist(List.of(source(FLEET, "main", null)));

    @Test
    void watchesTheFleetBeforeAnythingIsDeclared() {
        assertThat(watchlist.repositories()).isEqualTo(Map.of(FLEET, watched(FLEET, List.of("main"), "")));
    }

    @Test
    void unitesWhatSeveralApplicationsNameOfOneRepository() {
        watchlist.apply(declared("dev", source(SHOP, "main", null)));
        watchlist.apply(declared("prod", source(SHOP, "v1", "shop-git")));
        watchlist.apply(declared("here", source(FLEET, "main", null)));

        assertThat(watchlist.repositories()).isEqualTo(Map.of(
                FLEET, watched(FLEET, List.of("main"), ""),
                SHOP, watched(SHOP, List.of("main", "v1"), "shop-git", "")));
    }

    @Test
    void dropsARepositoryThatNoApplicationNamesAnyMore() {
        ApplicationDeclared dev = declared("dev", source(SHOP, "main", null));
        watchlist.apply(dev);
        watchlist.apply(declared("prod", source(SHOP, "v1", null)));

        watchlist.apply(new ApplicationRemoved("dev", dev.spec(), COMMIT));
        watchlist.forget("prod");

        assertThat(watchlist.repositories()).containsOnlyKeys(FLEET);
    }

    private static WatchedRepository watched(String url, List<String> refs, String... credentials) {
        return new WatchedRepository(url, new TreeSet<>(refs), List.of(credentials));
    }

    private static ApplicationSpec.Source source(String url, String ref, @Nullable String credentials) {
        return new ApplicationSpec.Source(url, ref, ".", credentials);
    }

    private static ApplicationDeclared declared(String name, ApplicationSpec.Source source) {
        ApplicationSpec spec = new ApplicationSpec("default", source,
                new ApplicationSpec.Render(ApplicationSpec.RenderKind.DETECT, Map.of()),
                new ApplicationSpec.Target("local", null, false),
                new ApplicationSpec.Sync(ApplicationSpec.SyncMode.AUTO, true, false, ApplicationSpec.OnRemoval.ORPHAN,
                        ApplicationSpec.Sync.DEFAULT_DELETION_BUDGET),
                new ApplicationSpec.Drift(ApplicationSpec.DriftPolicy.CORRECT, List.of()));
        return new ApplicationDeclared(name, spec, "v", new SourcePosition("apps.yaml", 1), COMMIT);
    }
}
