package dev.plumbline.gitwatcher.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import dev.plumbline.contracts.Checkpoint;
import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.SignatureVerdict;

import static org.assertj.core.api.Assertions.assertThat;

/// [RepositoryWatch], read by read, against a mirror that says what it is told to.
class RepositoryWatchTest {
    private static final String URL = "https://git.example.com/shop.git";
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, Reading> answers = new HashMap<>();
    private final List<String> held = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<CommitObserved> emitted = new ArrayList<>();
    private Instant now = NOW;
    private Optional<CommitObserved.Seen> seen = Optional.empty();
    private Map<String, CommitObserved> known = Map.of();

    @Test
    void emitsCommitsOldestFirstAndClosesThemWithACheckpoint() throws InterruptedException {
        answers.put("main", new Reading.Read(List.of(commit("a"), commit("b"))));

        watch(Map.of()).readOnce(List.of());

        assertThat(emitted).containsExactly(commit("a"), commit("b"));
        assertThat(checkpoints).containsExactly(new Checkpoint(URL, "main", commit("b"), null, NOW));
    }

    @Test
    void goesOnFromTheCheckpointOfTheLastRun() throws InterruptedException {
        answers.put("main", new Reading.Read(List.of()));

        watch(Map.of("main", new Checkpoint(URL, "main", commit("a"), null, NOW))).readOnce(List.of());

        assertThat(known).isEqualTo(Map.of("main", commit("a")));
        assertThat(checkpoints).isEmpty();
    }

    @Test
    void saysAnErrorOnceAndThatItIsOver() throws InterruptedException {
        RepositoryWatch watch = watch(Map.of("main", new Checkpoint(URL, "main", commit("a"), null, NOW)));
        answers.put("main", new Reading.Unreadable("away"));
        watch.readOnce(List.of());
        watch.readOnce(List.of());
        answers.put("main", new Reading.Read(List.of()));
        watch.readOnce(List.of());

        assertThat(checkpoints).containsExactly(new Checkpoint(URL, "main", commit("a"), "away", NOW),
                new Checkpoint(URL, "main", commit("a"), null, NOW));
    }

    @Test
    void waitsLongerWithEachFailure() throws InterruptedException {
        RepositoryWatch watch = watch(Map.of());
        answers.put("main", new Reading.Unreadable("away"));

        assertThat(watch.readOnce(List.of())).isEqualTo(POLL.multipliedBy(2));
        assertThat(watch.readOnce(List.of())).isEqualTo(POLL.multipliedBy(4));
        answers.put("main", new Reading.Read(List.of()));
        assertThat(watch.readOnce(List.of())).isEqualTo(POLL);
    }

    @Test
    void emitsOneRefThoughAnotherCannotBeRead() throws InterruptedException {
        answers.put("gone", new Reading.Unreadable("no such ref"));
        answers.put("main", new Reading.Read(List.of(commit("a"))));

        watch(Map.of()).readOnce(List.of());

        assertThat(emitted).containsExactly(commit("a"));
        assertThat(checkpoints).extracting(Checkpoint::error).containsExactlyInAnyOrder("no such ref", null);
    }

    @Test
    void looksAgainSoonUntilAnAnnouncedTipAppears() throws InterruptedException {
        RepositoryWatch watch = watch(Map.of());
        answers.put("main", new Reading.Read(List.of()));

        assertThat(watch.readOnce(List.of(arrival("b")))).isEqualTo(Duration.ofMillis(50));
        assertThat(watch.readOnce(List.of())).isEqualTo(Duration.ofMillis(100));
        held.add("b".repeat(40));
        assertThat(watch.readOnce(List.of())).isEqualTo(POLL);
    }

    @Test
    void givesUpAnAnnouncedTipAfterItsTime() throws InterruptedException {
        RepositoryWatch watch = watch(Map.of());
        answers.put("main", new Reading.Read(List.of()));
        watch.readOnce(List.of(arrival("b")));

        now = NOW.plus(Duration.ofSeconds(31));

        assertThat(watch.readOnce(List.of())).isEqualTo(POLL);
    }

    @Test
    void saysHowACommitBecameKnownAndSinceWhen() throws InterruptedException {
        answers.put("main", new Reading.Read(List.of()));
        RepositoryWatch watch = watch(Map.of());
        now = NOW.plusMillis(120);

        watch.readOnce(List.of(arrival("b")));

        assertThat(seen).contains(new CommitObserved.Seen("webhook", "delivery-1", "ada", NOW));
    }

    @Test
    void keepsTheNewestAnnouncementOfARefAndWhenTheFirstCame() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        mailbox.put(arrival("a"));
        mailbox.put(new Arrival(arrival("b").announcement(), NOW.plusSeconds(1)));

        assertThat(mailbox.take(Duration.ZERO)).containsExactly(arrival("b"));
        assertThat(mailbox.take(Duration.ZERO)).isEmpty();
    }

    private RepositoryWatch watch(Map<String, Checkpoint> known) {
        Backoff middle = new Backoff(POLL, Duration.ofMinutes(5), new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        });
        return new RepositoryWatch(
                new WatchedRepository(URL, new TreeSet<>(List.of("main")), List.of(WatchedRepository.ANONYMOUS)),
                new ToldMirror(), (commits, checkpoint) -> {
                    emitted.addAll(commits);
                    checkpoints.add(checkpoint);
                }, known, new RepositoryWatch.Settings(middle, new Semaphore(1), Duration.ofSeconds(30), () -> now));
    }

    private final class ToldMirror implements Mirror {
        @Override
        public Map<String, Reading> read(WatchedRepository repository, Map<String, CommitObserved> last,
                Function<String, CommitObserved.Seen> how) {
            seen = Optional.of(how.apply("main"));
            known = last;
            return Map.copyOf(answers);
        }

        @Override
        public boolean holds(String commit) {
            return held.contains(commit);
        }

        @Override
        public void close() {
            answers.clear();
        }
    }

    private static Arrival arrival(String digit) {
        return new Arrival(new Announcement(List.of(URL), Optional.of("refs/heads/main"),
                Optional.of(digit.repeat(40)), Optional.of("delivery-1"), Optional.of("ada")), NOW);
    }

    private static CommitObserved commit(String digit) {
        Person ada = new Person("Ada", "ada@example.com");
        return new CommitObserved(URL, "main", digit.repeat(40), List.of(), "0".repeat(40), ada, NOW, ada, NOW, "why",
                "", Map.of(), SignatureVerdict.UNSIGNED, List.of("a.yaml"), false,
                new CommitObserved.Seen("poll", null, null, NOW), null);
    }
}
