package dev.plumbline.renderer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What renderer is told at start.
@ConfigMapping(prefix = "plumbline.renderer")
public interface RendererConfig {
    /// Where fetched commits are kept, in `sources/`.
    Path data();

    /// URL below which git-watcher serves the mirrors.
    String mirrors();

    /// Target of Applications that name no cluster.
    String cluster();

    /// The repository that declares the Applications.
    Fleet fleet();

    /// After this long without an answer git-watcher counts as unreachable.
    @WithDefault("30s")
    Duration timeout();

    /// How many Applications are rendered at once: a render takes a core and the memory of what it reads.
    @WithDefault("4")
    @Min(1)
    int concurrentRenders();

    /// Directories to look for `kustomize` or `kubectl` in, as the variable PATH holds them.
    Optional<String> searchPath();

    /// Where the fleet is.
    interface Fleet {
        Optional<String> repository();

        /// Branch, tag or commit; `HEAD` is the host's default branch.
        @WithDefault("HEAD")
        String ref();

        /// The directory of the fleet's documents.
        @WithDefault(".")
        String path();

        /// Name of the credentials that read the repository.
        Optional<String> credentials();
    }
}
