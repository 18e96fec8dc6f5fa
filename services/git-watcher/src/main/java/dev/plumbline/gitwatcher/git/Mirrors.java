package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.gitwatcher.domain.Mirror;

/// The mirrors of a directory, one bare repository for each URL, named by [RepositoryUrl#mirrorId(String)].
public final class Mirrors {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Path directory;
    private final CredentialFiles credentials;
    private final Duration timeout;
    private final Map<String, Repository> open = new ConcurrentHashMap<>();

    /// @param directory created when missing
    /// @param timeout   after this long without an answer a Git host counts as unreachable
    public Mirrors(Path directory, CredentialFiles credentials, Duration timeout) {
        this.directory = directory;
        this.credentials = credentials;
        this.timeout = timeout;
    }

    /// Opens the mirror of a URL, empty when it is new. Closed by whoever watches the repository.
    public Mirror open(String url) {
        String id = RepositoryUrl.mirrorId(url);
        try {
            Path place = Files.createDirectories(directory).resolve(id + ".git");
            Repository repository = new RepositoryBuilder().setBare().setGitDir(place.toFile()).build();
            if (!repository.getObjectDatabase().exists()) {
                repository.create(true);
            }
            open.put(id, repository);
            return new JGitMirror(repository, credentials, timeout);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirror of " + url + " cannot be made in " + directory, e);
        }
    }

    /// The repository of a mirror, watched now or not. The caller closes it, which ends its own use alone.
    public Optional<Repository> serve(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Repository watched = open.get(id);
        if (watched != null) {
            watched.incrementOpen();
            return Optional.of(watched);
        }
        Path place = directory.resolve(id + ".git");
        return Files.isDirectory(place)
                ? Optional.of(new RepositoryBuilder().setBare().setGitDir(place.toFile()).setMustExist(true).build())
                : Optional.empty();
    }
}
