package dev.plumbline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.local.git.GitHost;
import dev.plumbline.local.git.Webhook;

/// A Git host on loopback with repositories that a test commits to.
public final class TestGitHost implements AutoCloseable {
    private final GitHost host;
    private final Path directory;

    private TestGitHost(GitHost host, Path directory) {
        this.host = host;
        this.directory = directory;
    }

    /// A host without a webhook, all of whose repositories are open.
    ///
    /// @param directory keeps repositories and clones
    public static TestGitHost start(Path directory) {
        return start(directory, Map.of(), Optional.empty());
    }

    /// @param directory keeps repositories and clones
    /// @param tokens    repository to token, for the private ones
    /// @param webhook   who is told of each push
    public static TestGitHost start(Path directory, Map<String, String> tokens, Optional<Webhook> webhook) {
        try {
            return new TestGitHost(GitHost.start(directory.resolve("repositories"), 0, tokens, webhook), directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The tests' Git host does not start", e);
        }
    }

    public URI url() {
        return host.url();
    }

    /// An empty repository with a clone to commit in; its branch is `main`.
    public TestRepository repository(String name) {
        try {
            host.create(name);
        } catch (IOException e) {
            throw new UncheckedIOException("The repository " + name + " cannot be made", e);
        }
        return TestRepository.clone(host.cloneUrl(name), directory.resolve("clones").resolve(name));
    }

    @Override
    public void close() {
        host.close();
    }
}
