package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jboss.logging.Logger;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.gitwatcher.domain.Mirror;
import dev.plumbline.gitwatcher.domain.Reading;
import dev.plumbline.gitwatcher.domain.WatchedRepository;

/// A bare repository of JGit, open as long as it is watched: opening costs more than reading a ref.
final class JGitMirror implements Mirror {
    private static final Logger LOG = Logger.getLogger(JGitMirror.class);
    /// Each fetch leaves a pack, and many packs make every look-up slow.
    private static final int FETCHES_BETWEEN_PACKING = 200;

    private final Repository repository;
    private final CredentialFiles credentials;
    private final Fetch fetch;
    private final History history;
    private final Pins pins;
    private String lastAccepted = WatchedRepository.ANONYMOUS;
    private int movesSincePacking;

    JGitMirror(Repository repository, CredentialFiles credentials, Duration timeout) {
        this.repository = repository;
        this.credentials = credentials;
        this.fetch = new Fetch(repository, timeout);
        this.history = new History(repository);
        this.pins = new Pins(repository);
    }

    @Override
    public Map<String, Reading> read(WatchedRepository watched, Map<String, CommitObserved> emitted,
            Function<String, CommitObserved.Seen> seen) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        switch (fetch(watched)) {
            case Fetched(Map<String, ObjectId> tips) -> {
                for (String ref : watched.refs()) {
                    readings.put(ref, reading(watched.url(), ref, Optional.ofNullable(tips.get(ref)),
                            Optional.ofNullable(emitted.get(ref)), seen.apply(ref)));
                }
            }
            case Refused(String error) ->
                watched.refs().forEach(ref -> readings.put(ref, new Reading.Unreadable(error)));
        }
        packSometimes();
        return readings;
    }

    private sealed interface Answer {
    }

    private record Fetched(Map<String, ObjectId> tips) implements Answer {
    }

    private record Refused(String error) implements Answer {
    }

    /// The answer to the first credentials that the host accepts; those of the last time are tried first.
    private Answer fetch(WatchedRepository watched) {
        Answer first = fetch(watched.url(), watched.refs(), watched.credentials().contains(lastAccepted)
                ? lastAccepted
                : watched.credentials().getFirst());
        if (first instanceof Fetched) {
            return first;
        }
        for (String name : watched.credentials()) {
            if (fetch(watched.url(), watched.refs(), name) instanceof Fetched fetched) {
                lastAccepted = name;
                return fetched;
            }
        }
        return first;
    }

    private Answer fetch(String url, SortedSet<String> refs, String name) {
        boolean named = !name.equals(WatchedRepository.ANONYMOUS);
        try {
            Optional<Login> login = named ? Optional.of(credentials.login(name)) : Optional.empty();
            return new Fetched(fetch.tips(url, refs, login));
        } catch (UnusableCredentials e) {
            return new Refused("repository " + url + ": " + e.getMessage());
        } catch (IOException | URISyntaxException e) {
            LOG.debugf(e, "fetch failed repository=%s", url);
            return new Refused(Failures.words(url, e, named));
        }
    }

    private Reading reading(String url, String ref, Optional<ObjectId> tip, Optional<CommitObserved> last,
            CommitObserved.Seen seen) {
        if (tip.isEmpty()) {
            return new Reading.Unreadable("repository " + url + " has no branch or tag \"" + ref + "\"");
        }
        try {
            Reading.Read read = new Reading.Read(unseen(url, ref, tip.get(), last, seen));
            if (!read.unseen().isEmpty()) {
                movesSincePacking++;
                pins.pin(ref, ObjectId.fromString(read.unseen().getLast().commit()));
            }
            return read;
        } catch (IncorrectObjectTypeException _) {
            return new Reading.Unreadable("repository " + url + ": \"" + ref + "\" is not a commit");
        } catch (MissingObjectException e) {
            return new Reading.Unreadable("repository " + url + ": object " + e.getObjectId().name()
                    + " of \"" + ref + "\" is missing; the repository is damaged or shallow");
        } catch (IOException e) {
            LOG.errorf(e, "mirror cannot be read repository=%s", url);
            return new Reading.Unreadable("repository " + url + ": its mirror cannot be read: " + e.getMessage());
        }
    }

    /// Without a word on what was emitted last, though the mirror knows the ref (the topics were lost): all that came
    /// since the move before the last one. What was emitted already is known to its readers by its id.
    private List<CommitObserved> unseen(String url, String ref, ObjectId tip, Optional<CommitObserved> last,
            CommitObserved.Seen seen) throws IOException {
        if (last.isPresent()) {
            return history.unseen(url, ref, tip, last.get().commit(), seen);
        }
        Optional<ObjectId> before = pins.before(ref);
        return history.unseen(url, ref, tip, before.filter(it -> !it.equals(tip)).map(ObjectId::name).orElse(null),
                seen);
    }

    private void packSometimes() {
        if (movesSincePacking < FETCHES_BETWEEN_PACKING) {
            return;
        }
        movesSincePacking = 0;
        try (Git git = Git.wrap(repository)) {
            git.gc().call();
        } catch (GitAPIException e) {
            LOG.warnf(e, "mirror cannot be packed, reading gets slower directory=%s", repository.getDirectory());
        }
    }

    @Override
    public boolean holds(String commit) {
        try {
            return repository.getObjectDatabase().has(ObjectId.fromString(commit));
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
