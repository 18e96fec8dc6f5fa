package dev.plumbline.renderer.domain.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.ApplicationDeclared;
import dev.plumbline.contracts.ApplicationEvent;
import dev.plumbline.contracts.ApplicationRemoved;
import dev.plumbline.contracts.Provenance;
import dev.plumbline.renderer.domain.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/// [FleetChange] from one reading of a fleet to the next.
class FleetChangeTest {
    private static final FleetSource FLEET = new FleetSource("https://git.example.com/fleet.git", "main", "apps",
            Optional.empty(), "local");
    private static final Provenance FIRST = Fixtures.commit("1").provenance();
    private static final Provenance SECOND = Fixtures.commit("2").provenance();

    @Test
    void declaresWhatIsNewOrChangedAndNamesItsCommit() {
        Map<String, ApplicationDeclared> known = declared(application("a", "x") + application("b", "x"));

        FleetChange change = change(known, application("a", "x") + application("b", "y") + application("c", "z"));

        assertThat(change.events()).extracting(ApplicationEvent::name).containsExactly("b", "c");
        assertThat(change.declared().get("a")).isEqualTo(known.get("a"));
        assertThat(change.declared().get("b")).extracting(ApplicationDeclared::provenance).isEqualTo(SECOND);
    }

    @Test
    void removesWhatAWhollyValidFleetNoLongerDeclares() {
        FleetChange change = change(declared(application("a", "x") + application("b", "x")), application("a", "x"));

        assertThat(change.events()).singleElement().isInstanceOfSatisfying(ApplicationRemoved.class,
                removed -> assertThat(removed.provenance()).isEqualTo(SECOND));
        assertThat(change.declared()).containsOnlyKeys("a");
    }

    @Test
    void removesNothingWhileADocumentIsBroken() {
        FleetChange change = change(declared(application("a", "x") + application("b", "x")),
                application("a", "y") + "kind: Nonsense\n");

        assertThat(change.events()).extracting(ApplicationEvent::name).containsExactly("a");
        assertThat(change.declared()).containsOnlyKeys("a", "b");
        assertThat(change.errors()).hasSize(1);
    }

    @Test
    void keepsTheLastGoodSpecOfABrokenDocument() {
        Map<String, ApplicationDeclared> known = declared(application("a", "x"));

        FleetChange change = change(known, application("a", "../.."));

        assertThat(change.events()).isEmpty();
        assertThat(change.declared()).isEqualTo(known);
    }

    @Test
    void keepsEverythingWhenNothingIsDeclaredAnyMore() {
        FleetChange change = change(declared(application("a", "x")), "");

        assertThat(change.events()).isEmpty();
        assertThat(change.declared()).containsOnlyKeys("a");
        assertThat(change.errors()).singleElement().asString().contains("the 1 known ones are kept");
    }

    @Test
    void givesTheSameSpecTheSameVersionWhereverItStands() {
        assertThat(change(declared(application("a", "x")), "# moved down\n\n" + application("a", "x")).events())
                .isEmpty();
    }

    private static Map<String, ApplicationDeclared> declared(String yaml) {
        return FleetChange.between(Map.of(), read(yaml), FIRST).declared();
    }

    private static FleetChange change(Map<String, ApplicationDeclared> known, String yaml) {
        return FleetChange.between(known, read(yaml), SECOND);
    }

    private static FleetReading read(String yaml) {
        return FleetReader.read(FLEET, List.of(new FleetFile("apps/a.yaml", yaml)));
    }

    private static String application(String name, String path) {
        return """
                apiVersion: plumbline.dev/v1
                kind: Application
                metadata: {name: %s}
                spec: {source: {path: "%s"}}
                ---
                """.formatted(name, path);
    }
}
