package dev.plumbline.contracts;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// [RepositoryUrl] against URLs as people write them.
class RepositoryUrlTest {

    @Test
    void dropsCredentialsAndTrailingSlashes() {
        assertThat(RepositoryUrl.normalised(" https://bot:secret@git.example.com/shop.git// "))
                .isEqualTo("https://git.example.com/shop.git");
    }

    @Test
    void makesAUrlOfAPath() {
        assertThat(RepositoryUrl.normalised("/srv/git/shop")).isEqualTo("file:///srv/git/shop");
        assertThat(RepositoryUrl.normalised("file:/srv/git/shop")).isEqualTo("file:///srv/git/shop");
    }

    @Test
    void keepsTheUserOfAnSshAddress() {
        assertThat(RepositoryUrl.normalised("git@git.example.com:shop.git")).isEqualTo("git@git.example.com:shop.git");
        assertThat(RepositoryUrl.normalised("ssh://git@git.example.com/shop"))
                .isEqualTo("ssh://git@git.example.com/shop");
    }

    @Test
    void changesNothingThatIsNormalised() {
        String url = RepositoryUrl.normalised("https://git.example.com/shop.git/");

        assertThat(RepositoryUrl.normalised(url)).isEqualTo(url);
        assertThat(RepositoryUrl.mirrorId(url)).matches("[0-9a-f]{32}");
    }
}
