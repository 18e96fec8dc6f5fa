package dev.plumbline.local.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.util.FS;

import com.sun.net.httpserver.HttpServer;

/// Serves the bare repositories of a directory over Git's smart HTTP protocol on loopback, for clone, fetch and push.
///
/// A repository `NAME.git` of the directory is at `URL/NAME.git`. Whoever reaches the port may read and push, except
/// for repositories with a token: these want it as the password of HTTP basic authentication. After a push the
/// webhook, if one is configured, is told as GitHub would.
public final class GitHost implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads;

    private GitHost(Path directory, HttpServer server, ExecutorService threads) {
        this.directory = directory;
        this.server = server;
        this.threads = threads;
    }

    /// Starts to serve.
    ///
    /// @param directory where the repositories are; created when missing
    /// @param port      where it listens, 0 for a free one
    /// @param tokens    repository name (without `.git`) to the token that it wants; others are open
    /// @param webhook   who is told of each push
    /// @throws IOException if the directory cannot be made or the port is taken
    public static GitHost start(Path directory, int port, Map<String, String> tokens, Optional<Webhook> webhook)
            throws IOException {
        // Without it each answer waits some 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path root = Files.createDirectories(directory.toAbsolutePath()).toRealPath();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        PushNotices notices = new PushNotices(url, webhook, threads);
        server.createContext("/", new SmartHttp(root, new AccessTokens(tokens), notices));
        server.start();
        return new GitHost(root, server, threads);
    }

    /// Where it answers, without a trailing slash.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The address that `git clone` takes.
    public URI cloneUrl(String repository) {
        return URI.create(url() + "/" + repository + ".git");
    }

    /// Makes an empty bare repository whose first branch will be `main`, or leaves an existing one as it is.
    ///
    /// @return where it lies
    public Path create(String repository) throws IOException {
        return create(directory, repository);
    }

    /// The same in a directory that no host serves yet.
    public static Path create(Path directory, String repository) throws IOException {
        Path place = directory.resolve(repository + ".git");
        if (!RepositoryCache.FileKey.isGitRepository(place.toFile(), FS.DETECTED)) {
            try (Repository created = new FileRepository(place.toFile())) {
                created.create(true);
                created.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
            }
        }
        return place;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
