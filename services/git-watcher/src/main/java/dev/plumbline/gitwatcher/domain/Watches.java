package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.Checkpoint;

/// The watches of all repositories, each on a virtual thread: follows the [Watchlist] and passes announcements on.
public final class Watches {
    private static final Logger LOG = Logger.getLogger(Watches.class);

    private final Function<String, Mirror> mirrors;
    private final CommitLog log;
    private final RepositoryWatch.Settings settings;
    private final Thread.UncaughtExceptionHandler atBrokenEnd;
    private final Map<String, Running> running = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    private record Running(RepositoryWatch watch, Thread thread) {
    }

    /// @param mirrors        opens the mirror of a URL
    /// @param backoff        when to read again
    /// @param concurrentReads how many repositories are read at once
    /// @param expectation    how long an announced tip is looked for
    /// @param atBrokenEnd    told when a watch cannot go on at all
    public Watches(Function<String, Mirror> mirrors, CommitLog log, Backoff backoff, int concurrentReads,
            Duration expectation, InstantSource clock, Thread.UncaughtExceptionHandler atBrokenEnd) {
        this.mirrors = mirrors;
        this.log = log;
        this.settings = new RepositoryWatch.Settings(backoff, new Semaphore(concurrentReads, true), expectation, clock);
        this.atBrokenEnd = atBrokenEnd;
    }

    /// From now on these repositories, and no others.
    ///
    /// @param checkpoints where the refs of a repository stood when the service ended, by ref
    public void follow(Map<String, WatchedRepository> repositories,
            Function<String, Map<String, Checkpoint>> checkpoints) {
        lock.lock();
        try {
            running.entrySet().removeIf(entry -> {
                boolean over = !repositories.containsKey(entry.getKey());
                if (over) {
                    LOG.infof("repository no longer watched repository=%s", entry.getKey());
                    entry.getValue().thread().interrupt();
                }
                return over;
            });
            repositories.forEach((url, repository) -> {
                Running present = running.get(url);
                if (present == null) {
                    running.put(url, start(repository, checkpoints.apply(url)));
                } else {
                    present.watch().become(repository);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    private Running start(WatchedRepository repository, Map<String, Checkpoint> known) {
        LOG.infof("repository watched repository=%s refs=%s", repository.url(), repository.refs());
        RepositoryWatch watch = new RepositoryWatch(repository, mirrors.apply(repository.url()), log, known, settings);
        Thread thread = Thread.ofVirtual().name("watch-" + repository.url()).uncaughtExceptionHandler(atBrokenEnd)
                .start(watch);
        return new Running(watch, thread);
    }

    /// What is watched now.
    public List<WatchedRepository> repositories() {
        lock.lock();
        try {
            return running.values().stream().map(one -> one.watch().repository()).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Passes it to the watches of its repository. An announcement of a repository that nobody watches has no effect.
    public void announce(Announcement announcement) {
        lock.lock();
        try {
            running.forEach((url, one) -> {
                if (announcement.concerns(url)) {
                    one.watch().announce(announcement);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /// Ends all watches and waits for them.
    public void stop() throws InterruptedException {
        List<Running> ending;
        lock.lock();
        try {
            ending = new ArrayList<>(running.values());
            running.clear();
        } finally {
            lock.unlock();
        }
        ending.forEach(one -> one.thread().interrupt());
        for (Running one : ending) {
            one.thread().join();
        }
    }
}
