package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.jboss.logging.Logger;

import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;

/// Watches one repository, on a thread of its own: reads it at every poll and announcement and emits what is new.
final class RepositoryWatch implements Runnable {
    private static final Logger LOG = Logger.getLogger(RepositoryWatch.class);
    /// A transaction of a hundred commits stays far below Kafka's time-outs.
    private static final int COMMITS_PER_TRANSACTION = 100;
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final String WEBHOOK = "webhook";
    private static final String POLL = "poll";

    private final Mirror mirror;
    private final CommitLog log;
    private final Settings settings;
    private final Mailbox mailbox = new Mailbox();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private final List<Expectation> expected = new ArrayList<>();
    private volatile WatchedRepository repository;
    private int failures;
    private Duration look = FIRST_LOOK;

    /// What all watches share.
    ///
    /// @param fetches     how many repositories are read at once
    /// @param expectation how long an announced tip is looked for
    record Settings(Backoff backoff, Semaphore fetches, Duration expectation, InstantSource clock) {
    }

    /// @param known where the refs stood when the service ended
    RepositoryWatch(WatchedRepository repository, Mirror mirror, CommitLog log, Map<String, Checkpoint> known,
            Settings settings) {
        this.repository = repository;
        this.mirror = mirror;
        this.log = log;
        this.settings = settings;
        checkpoints.putAll(known);
    }

    WatchedRepository repository() {
        return repository;
    }

    String url() {
        return repository.url();
    }

    /// The refs or credentials changed: read the repository now.
    void become(WatchedRepository changed) {
        if (!changed.equals(repository)) {
            repository = changed;
            mailbox.wake();
        }
    }

    void announce(Announcement announcement) {
        if (repository.refs().stream().anyMatch(announcement::moves)) {
            mailbox.put(new Arrival(announcement, settings.clock().instant()));
        }
    }

    @Override
    public void run() {
        try (mirror) {
            Duration pause = Duration.ZERO;
            while (!Thread.currentThread().isInterrupted()) {
                pause = readOnce(mailbox.take(pause));
            }
        } catch (InterruptedException e) {
            LOG.debugf("watch ends repository=%s", url());
            Thread.currentThread().interrupt();
        }
    }

    /// One read; how long to wait for the next.
    Duration readOnce(List<Arrival> announced) throws InterruptedException {
        Instant now = settings.clock().instant();
        announced.forEach(one -> expected.add(new Expectation(one, now.plus(settings.expectation()))));
        WatchedRepository read = repository;
        boolean readable = emit(read, readings(read, announced, now));
        failures = readable ? 0 : failures + 1;
        expected.removeIf(expectation -> !expectation.isOpen(mirror, settings.clock().instant()));
        if (expected.isEmpty()) {
            look = FIRST_LOOK;
            return settings.backoff().after(failures);
        }
        Duration pause = look;
        look = look.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
        return pause;
    }

    private Map<String, Reading> readings(WatchedRepository read, List<Arrival> announced, Instant now)
            throws InterruptedException {
        Map<String, CommitObserved> emitted = new HashMap<>();
        for (String ref : read.refs()) {
            Checkpoint checkpoint = checkpoints.get(ref);
            if (checkpoint != null && checkpoint.last() != null) {
                emitted.put(ref, checkpoint.last());
            }
        }
        settings.fetches().acquire();
        try {
            return mirror.read(read, emitted, ref -> seen(ref, announced, now));
        } catch (RuntimeException e) {
            LOG.errorf(e, "repository cannot be read, trying again later repository=%s", read.url());
            return Map.of();
        } finally {
            settings.fetches().release();
        }
    }

    private CommitObserved.Seen seen(String ref, List<Arrival> announced, Instant now) {
        List<Arrival> candidates = new ArrayList<>(announced);
        expected.forEach(expectation -> candidates.add(expectation.arrival()));
        Optional<Arrival> mover = candidates.stream().filter(one -> one.announcement().moves(ref)).findFirst();
        return mover.map(one -> new CommitObserved.Seen(WEBHOOK, one.announcement().delivery().orElse(null),
                one.announcement().pusher().orElse(null), one.at()))
                .orElseGet(() -> new CommitObserved.Seen(POLL, null, null, now));
    }

    private boolean emit(WatchedRepository read, Map<String, Reading> readings) throws InterruptedException {
        boolean readable = !readings.isEmpty();
        for (Map.Entry<String, Reading> reading : readings.entrySet()) {
            switch (reading.getValue()) {
                case Reading.Read(List<CommitObserved> unseen) -> emitRead(read.url(), reading.getKey(), unseen);
                case Reading.Unreadable(String error) -> {
                    readable = false;
                    emitError(read.url(), reading.getKey(), error);
                }
            }
        }
        return readable;
    }

    private void emitRead(String url, String ref, List<CommitObserved> unseen) throws InterruptedException {
        for (int from = 0; from < unseen.size(); from += COMMITS_PER_TRANSACTION) {
            List<CommitObserved> part = unseen.subList(from, Math.min(unseen.size(), from + COMMITS_PER_TRANSACTION));
            CommitObserved newest = part.getLast();
            append(part, new Checkpoint(url, ref, newest, null, settings.clock().instant()));
            LOG.infof("commits emitted repository=%s ref=%s revision=%s count=%d event=%s author=%s", url, ref,
                    newest.commit(), part.size(), newest.eventId(), newest.author().name());
        }
        Checkpoint checkpoint = checkpoints.get(ref);
        if (checkpoint != null && checkpoint.error() != null) {
            append(List.of(), new Checkpoint(url, ref, checkpoint.last(), null, settings.clock().instant()));
            LOG.infof("ref can be read again repository=%s ref=%s", url, ref);
        }
    }

    private void emitError(String url, String ref, String error) throws InterruptedException {
        Checkpoint checkpoint = checkpoints.get(ref);
        if (checkpoint == null || !error.equals(checkpoint.error())) {
            CommitObserved last = checkpoint == null ? null : checkpoint.last();
            append(List.of(), new Checkpoint(url, ref, last, error, settings.clock().instant()));
            LOG.warnf("ref cannot be read repository=%s ref=%s error=%s", url, ref, error);
        }
    }

    private void append(List<CommitObserved> commits, Checkpoint checkpoint) throws InterruptedException {
        log.append(commits, checkpoint);
        checkpoints.put(Objects.requireNonNull(checkpoint.ref()), checkpoint);
    }
}
