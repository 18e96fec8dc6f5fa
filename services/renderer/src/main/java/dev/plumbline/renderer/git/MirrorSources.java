package dev.plumbline.renderer.git;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Ids;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.renderer.domain.Dependencies;
import dev.plumbline.renderer.domain.Sources;

/// Commits fetched by their ids from git-watcher's mirrors into bare repositories of a directory, one for each mirror.
public final class MirrorSources implements Sources, AutoCloseable {
    private final String mirrors;
    private final Path directory;
    private final Duration timeout;
    private final Map<String, Local> open = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;

    private record Local(Repository repository, ReentrantLock fetching) {
    }

    /// @param mirrors   URL below which each mirror is at its id, without trailing slash
    /// @param directory created when missing
    public MirrorSources(String mirrors, Path directory, Duration timeout) {
        this.mirrors = mirrors;
        this.directory = directory;
        this.timeout = timeout;
    }

    @Override
    public Checkout open(CommitObserved commit) {
        String id = RepositoryUrl.mirrorId(commit.repository());
        try {
            Local local = open.computeIfAbsent(id, this::openLocal);
            ObjectId wanted = ObjectId.fromString(commit.commit());
            if (!local.repository.getObjectDatabase().has(wanted)) {
                fetch(local, id, commit.ref(), wanted);
            }
            return new CommitCheckout(local.repository, wanted);
        } catch (IOException | URISyntaxException e) {
            boolean away = causedBy(e, ConnectException.class);
            reachable = !away;
            throw new SourceUnavailable(away
                    ? "git-watcher does not answer at " + mirrors + ": it serves the content of repositories"
                    : "commit " + commit.commit() + " of " + commit.repository()
                            + " cannot be had from its mirror: " + e.getMessage(),
                    e, away);
        }
    }

    private static boolean causedBy(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private Local openLocal(String id) {
        try {
            Path place = Files.createDirectories(directory).resolve(id + ".git");
            Repository repository = new RepositoryBuilder().setBare().setGitDir(place.toFile()).build();
            if (!repository.getObjectDatabase().exists()) {
                repository.create(true);
            }
            return new Local(repository, new ReentrantLock());
        } catch (IOException e) {
            throw new SourceUnavailable("a repository cannot be made in " + directory, e, true);
        }
    }

    /// One at a time per mirror: most often the second wants what the first brings.
    private void fetch(Local local, String id, String ref, ObjectId wanted) throws IOException, URISyntaxException {
        local.fetching.lock();
        try {
            if (local.repository.getObjectDatabase().has(wanted)) {
                return;
            }
            try (Transport transport = Transport.open(local.repository, new URIish(mirrors + "/" + id))) {
                transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
                try (FetchConnection connection = transport.openFetch(List.of(new RefSpec("refs/plumbline/none")))) {
                    Ref asked = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, wanted.name(), wanted);
                    connection.fetch(NullProgressMonitor.INSTANCE, List.of(asked), Set.of());
                }
            }
            reachable = true;
            remember(local.repository, ref, wanted);
        } finally {
            local.fetching.unlock();
        }
    }

    /// A ref on what was fetched last tells the mirror what need not be sent again.
    private static void remember(Repository repository, String ref, ObjectId fetched) throws IOException {
        RefUpdate update = repository.updateRef("refs/plumbline/fetched/" + Ids.of("ref", ref));
        update.setNewObjectId(fetched);
        update.forceUpdate();
    }

    /// Whether git-watcher answered when it was last asked: whoever waits for it asks again.
    public boolean isReachable() {
        return reachable;
    }

    @Override
    public void close() {
        open.values().forEach(local -> local.repository.close());
    }

    private static final class CommitCheckout implements Checkout {
        private final Repository repository;
        private final ObjectReader reader;
        private final ObjectId commit;
        private final CommitTree tree;

        CommitCheckout(Repository repository, ObjectId commit) throws IOException {
            this.repository = repository;
            this.reader = repository.newObjectReader();
            this.commit = commit;
            try (RevWalk walk = new RevWalk(reader)) {
                this.tree = new CommitTree(reader, walk.parseCommit(commit).getTree().copy());
            }
        }

        @Override
        public CommitTree tree() {
            return tree;
        }

        @Override
        public Dependencies reads() {
            return tree.reads();
        }

        @Override
        public boolean isSame(Dependencies earlier) {
            return earlier.paths().entrySet().stream().allMatch(path -> tree.idOf(path.getKey())
                    .equals(path.getValue()));
        }

        @Override
        public boolean descendsFrom(String other) {
            try (RevWalk walk = new RevWalk(repository)) {
                ObjectId ancestor = ObjectId.fromString(other);
                return walk.getObjectReader().has(ancestor)
                        && walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(commit));
            } catch (IOException _) {
                return false;
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
