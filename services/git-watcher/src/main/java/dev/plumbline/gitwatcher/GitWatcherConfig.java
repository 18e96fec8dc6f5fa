package dev.plumbline.gitwatcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What git-watcher is told at start.
@ConfigMapping(prefix = "plumbline.git-watcher")
public interface GitWatcherConfig {
    /// Where the mirrors are kept, in `mirrors/`.
    Path data();

    /// The directory of credentials by name.
    Optional<Path> credentials();

    /// What Git hosts sign their webhooks with.
    Optional<String> webhookSecret();

    /// The repository that declares the Applications.
    Fleet fleet();

    /// How often a repository is read though nobody announced anything: the safety net below webhooks.
    @WithDefault("30s")
    Duration poll();

    /// The longest pause after failures: an outage of a host is noticed to be over within this time.
    @WithDefault("5m")
    Duration longestPause();

    /// How long an announced tip is looked for: hosts announce before all of their replicas know.
    @WithDefault("30s")
    Duration announcedTip();

    /// After this long without an answer a Git host counts as unreachable.
    @WithDefault("20s")
    Duration timeout();

    /// How many repositories are read at once: each takes a connection and the memory of one pack's index.
    @WithDefault("16")
    @Min(1)
    int concurrentReads();

    /// Where the fleet is.
    interface Fleet {
        /// Empty: nothing is watched but what Applications name that were declared before.
        Optional<String> repository();

        /// Branch, tag or commit; `HEAD` is the host's default branch.
        @WithDefault("HEAD")
        String ref();

        /// Name of the credentials that read it.
        Optional<String> credentials();
    }
}
