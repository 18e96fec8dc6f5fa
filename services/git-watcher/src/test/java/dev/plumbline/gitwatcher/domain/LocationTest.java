package dev.plumbline.gitwatcher.domain;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// [Location] and [Announcement]: which repository and ref a delivery speaks of.
class LocationTest {

    @Test
    void isTheSameForAllFormsOfAnAddress() {
        assertThat(List.of("https://git.example.com/shop/config.git", "https://git.example.com/shop/config/",
                "http://git.example.com:80/shop/config", "https://ada@Git.Example.com:443/shop/config.git",
                "ssh://git@git.example.com:2222/shop/config.git", "git@git.example.com:shop/config.git")
                .stream().map(Location::of).distinct()).containsExactly(new Location("git.example.com", "shop/config"));
    }

    @Test
    void knowsTheTwoAddressesOfAzure() {
        assertThat(Location.of("git@ssh.dev.azure.com:v3/org/project/repo"))
                .isEqualTo(Location.of("https://org@dev.azure.com/org/project/_git/repo"));
    }

    @Test
    void tellsPortsOfWebServersApart() {
        assertThat(Location.of("http://127.0.0.1:3000/fleet.git"))
                .isNotEqualTo(Location.of("http://127.0.0.1:3001/fleet.git"));
    }

    @Test
    void tellsRepositoriesOfOneHostApart() {
        Announcement announcement = announcement(Optional.of("refs/heads/main"));

        assertThat(announcement.concerns("ssh://git@git.example.com/shop/config")).isTrue();
        assertThat(announcement.concerns("https://git.example.com/shop/config2.git")).isFalse();
    }

    @Test
    void movesTheRefThatIsNamedShortOrFull() {
        Announcement announcement = announcement(Optional.of("refs/heads/main"));

        assertThat(announcement.moves("main")).isTrue();
        assertThat(announcement.moves("refs/heads/main")).isTrue();
        assertThat(announcement.moves("HEAD")).isTrue();
        assertThat(announcement.moves("main2")).isFalse();
    }

    @Test
    void mayMoveEveryRefWhenItNamesNone() {
        assertThat(announcement(Optional.empty()).moves("anything")).isTrue();
    }

    @Test
    void hasNoTipWhenTheRefWasDeleted() {
        Announcement deleted = new Announcement(List.of("https://x/y"), Optional.of("refs/heads/main"),
                Optional.of("0".repeat(40)), Optional.empty(), Optional.empty());

        assertThat(deleted.tip()).isEmpty();
    }

    private static Announcement announcement(Optional<String> ref) {
        return new Announcement(List.of("https://git.example.com/shop/config.git"), ref, Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
