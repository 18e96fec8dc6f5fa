package dev.plumbline.gitwatcher.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.contracts.CommitObserved;
import dev.plumbline.contracts.Person;
import dev.plumbline.contracts.RepositoryUrl;
import dev.plumbline.gitwatcher.domain.Mirror;
import dev.plumbline.gitwatcher.domain.Reading;
import dev.plumbline.gitwatcher.domain.WatchedRepository;
import dev.plumbline.local.git.GitHost;

import static org.assertj.core.api.Assertions.assertThat;

/// Mirrors against repositories on disk and behind HTTP.
class JGitMirrorTest {
    private static final CommitObserved.Seen SEEN = new CommitObserved.Seen("poll", null, null, Instant.EPOCH);
    private static final String TOKEN = "s3cr3t";

    @TempDir
    Path directory;

    private GitHost host;
    private GitFixture work;
    private String url;
    private Mirrors mirrors;
    private final Map<String, CommitObserved> emitted = new HashMap<>();

    @BeforeEach
    void host() throws Exception {
        host = GitHost.start(directory.resolve("host"), 0, Map.of("private", TOKEN), Optional.empty());
        url = RepositoryUrl.normalised(host.create("shop").toString());
        work = new GitFixture(directory.resolve("work"), url, "");
        mirrors = new Mirrors(directory.resolve("mirrors"),
                new CredentialFiles(Optional.of(Files.createDirectory(directory.resolve("credentials")))),
                Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        work.close();
        host.close();
    }

    @Test
    void emitsOnlyTheTipAtFirstSight() throws Exception {
        work.commit("one", Map.of("a.yaml", "1"));
        RevCommit two = work.commit("Two\n\nbecause\n\nReason: more", Map.of("b/c.yaml", "1"));
        work.push();

        try (Mirror mirror = mirrors.open(url)) {
            assertThat(read(mirror)).singleElement().satisfies(commit -> {
                assertThat(commit.commit()).isEqualTo(two.name());
                assertThat(commit.tree()).isEqualTo(two.getTree().name());
                assertThat(commit.author()).isEqualTo(new Person("Ada", "ada@example.com"));
                assertThat(commit.authoredAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
                assertThat(commit.subject()).isEqualTo("Two");
                assertThat(commit.reason()).isEqualTo("more");
                assertThat(commit.changedPaths()).containsExactly("b/c.yaml");
                assertThat(commit.replaces()).isNull();
            });
            assertThat(read(mirror)).isEmpty();
        }
    }

    @Test
    void emitsEveryNewCommitOldestFirstAlsoOfMergedBranches() throws Exception {
        RevCommit base = work.commit("base", Map.of("a.yaml", "1"));
        work.push();
        try (Mirror mirror = mirrors.open(url)) {
            read(mirror);
            RevCommit side = work.commit("side", Map.of("side.yaml", "1"));
            work.resetTo(base);
            RevCommit straight = work.commit("straight", Map.of("straight.yaml", "1"));
            work.git().merge().include(side).setFastForward(MergeCommand.FastForwardMode.NO_FF).setMessage("merge")
                    .call();
            work.push();

            List<CommitObserved> commits = read(mirror);

            assertThat(commits).extracting(CommitObserved::subject).containsExactlyInAnyOrder("side", "straight",
                    "merge");
            assertThat(commits.getLast().parents()).containsExactly(straight.name(), side.name());
            assertThat(commits.getLast().changedPaths()).containsExactly("side.yaml");
        }
    }

    @Test
    void saysWhatAForcePushReplacedAndKeepsIt() throws Exception {
        RevCommit base = work.commit("base", Map.of("a.yaml", "1"));
        RevCommit lost = work.commit("lost", Map.of("a.yaml", "2"));
        work.push();
        try (Mirror mirror = mirrors.open(url)) {
            read(mirror);
            work.resetTo(base);
            work.commit("new one", Map.of("a.yaml", "3"));
            work.commit("new two", Map.of("a.yaml", "4"));
            work.push();

            List<CommitObserved> commits = read(mirror);

            assertThat(commits).extracting(CommitObserved::subject).containsExactly("new one", "new two");
            assertThat(commits).extracting(CommitObserved::replaces).containsExactly(lost.name(), null);
            assertThat(pinned()).contains(ObjectId.fromString(lost.name()));
        }
    }

    @Test
    void missesNoCommitWhenItIsForgottenWhatWasEmitted() throws Exception {
        work.commit("one", Map.of("a.yaml", "1"));
        work.push();
        try (Mirror mirror = mirrors.open(url)) {
            read(mirror);
            work.commit("two", Map.of("a.yaml", "2"));
            work.push();
            read(mirror);
            work.commit("three", Map.of("a.yaml", "3"));
            work.commit("four", Map.of("a.yaml", "4"));
            work.push();
            emitted.clear();

            assertThat(read(mirror)).extracting(CommitObserved::subject).containsExactly("two", "three", "four");

            emitted.clear();
            assertThat(read(mirror)).extracting(CommitObserved::subject).containsExactly("three", "four");
        }
    }

    @Test
    void saysThatABranchWasSetBack() throws Exception {
        RevCommit base = work.commit("base", Map.of("a.yaml", "1"));
        RevCommit lost = work.commit("lost", Map.of("a.yaml", "2"));
        work.push();
        try (Mirror mirror = mirrors.open(url)) {
            read(mirror);
            work.resetTo(base);
            work.push();

            assertThat(read(mirror)).singleElement().satisfies(commit -> {
                assertThat(commit.commit()).isEqualTo(base.name());
                assertThat(commit.replaces()).isEqualTo(lost.name());
            });
        }
    }

    @Test
    void goesOnFromAMirrorThatWasLost() throws Exception {
        work.commit("one", Map.of("a.yaml", "1"));
        work.push();
        try (Mirror mirror = mirrors.open(url)) {
            read(mirror);
        }
        work.commit("two", Map.of("a.yaml", "2"));
        work.commit("three", Map.of("a.yaml", "3"));
        work.push();

        Mirrors elsewhere = new Mirrors(directory.resolve("new"), new CredentialFiles(Optional.empty()),
                Duration.ofSeconds(5));
        try (Mirror mirror = elsewhere.open(url)) {
            assertThat(read(mirror)).extracting(CommitObserved::subject).containsExactly("two", "three");
        }
    }

    @Test
    void keepsNoMorePinsThanNeeded() throws Exception {
        try (Mirror mirror = mirrors.open(url)) {
            for (int i = 0; i < Pins.KEPT + 5; i++) {
                work.commit("commit " + i, Map.of("a.yaml", Integer.toString(i)));
                work.push();
                assertThat(read(mirror)).hasSize(1);
            }
            assertThat(pinned()).hasSize(Pins.KEPT);
        }
    }

    @Test
    void readsTagsFullNamesTheDefaultBranchAndCommits() throws Exception {
        RevCommit one = work.commit("one", Map.of("a.yaml", "1"));
        work.push();
        work.git().tag().setName("v1").setMessage("first").setAnnotated(true).call();
        work.git().push().setRemote(url).setPushTags().call();
        WatchedRepository all = new WatchedRepository(url,
                new TreeSet<>(List.of("v1", "refs/heads/main", "HEAD", one.name())),
                List.of(WatchedRepository.ANONYMOUS));

        try (Mirror mirror = mirrors.open(url)) {
            assertThat(mirror.read(all, Map.of(), _ -> SEEN).values()).hasSize(4)
                    .allSatisfy(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.Read.class,
                            read -> assertThat(read.unseen()).extracting(CommitObserved::commit)
                                    .containsExactly(one.name())));
        }
    }

    @Test
    void namesARefThatIsMissing() throws Exception {
        work.commit("one", Map.of("a.yaml", "1"));
        work.push();
        WatchedRepository wrong = watched(url, "mian", WatchedRepository.ANONYMOUS);

        try (Mirror mirror = mirrors.open(url)) {
            assertThat(mirror.read(wrong, Map.of(), _ -> SEEN))
                    .isEqualTo(Map.of("mian", new Reading.Unreadable(
                            "repository " + url + " has no branch or tag \"mian\"")));
        }
    }

    @Test
    void readsAPrivateRepositoryWithTheNamedToken() throws Exception {
        String secured = secured();
        Files.writeString(directory.resolve("credentials/shop-git"), "bot:" + TOKEN + "\n");
        WatchedRepository watched = watched(secured, "main", "shop-git");

        try (Mirror mirror = mirrors.open(secured)) {
            assertThat(mirror.read(watched, Map.of(), _ -> SEEN).get("main"))
                    .isInstanceOfSatisfying(Reading.Read.class, read -> assertThat(read.unseen()).hasSize(1));
        }
    }

    @Test
    void saysWhatIsWrongWithCredentialsWithoutShowingThem() throws Exception {
        String secured = secured();
        Files.writeString(directory.resolve("credentials/wrong"), "bot:wr0ng\n");

        assertThat(error(secured, "wrong")).contains("refuses the credentials").doesNotContain("wr0ng");
        assertThat(error(secured, "absent")).contains("\"absent\" are missing");
        assertThat(error(secured, WatchedRepository.ANONYMOUS)).contains("wants credentials");
        assertThat(error(host.url() + "/nothing.git", WatchedRepository.ANONYMOUS)).contains("there is no repository");
        assertThat(error("http://127.0.0.1:1/x.git", WatchedRepository.ANONYMOUS)).contains("refuses the connection");
        assertThat(error("file:///nowhere/at/all", WatchedRepository.ANONYMOUS)).contains("there is no repository");
    }

    private String secured() throws Exception {
        host.create("private");
        String secured = host.cloneUrl("private").toString();
        try (GitFixture other = new GitFixture(directory.resolve("other"), secured, TOKEN)) {
            other.commit("one", Map.of("a.yaml", "1"));
            other.push();
        }
        return secured;
    }

    private String error(String repository, String credentials) {
        WatchedRepository watched = watched(repository, "main", credentials);
        try (Mirror mirror = mirrors.open(repository)) {
            Reading reading = mirror.read(watched, Map.of(), _ -> SEEN).get("main");
            return reading instanceof Reading.Unreadable(String error) ? error : "read: " + reading;
        }
    }

    private List<CommitObserved> read(Mirror mirror) {
        WatchedRepository watched = watched(url, "main", WatchedRepository.ANONYMOUS);
        Reading reading = mirror.read(watched, emitted, _ -> SEEN).get("main");
        assertThat(reading).isInstanceOf(Reading.Read.class);
        List<CommitObserved> unseen = reading instanceof Reading.Read read ? read.unseen() : List.of();
        if (!unseen.isEmpty()) {
            emitted.put("main", unseen.getLast());
        }
        return unseen;
    }

    private List<ObjectId> pinned() throws IOException {
        try (Repository served = mirrors.serve(RepositoryUrl.mirrorId(url)).orElseThrow()) {
            return served.getRefDatabase().getRefsByPrefix("refs/plumbline/").stream().map(ref -> ref.getObjectId())
                    .toList();
        }
    }

    private static WatchedRepository watched(String repository, String ref, String credentials) {
        return new WatchedRepository(repository, new TreeSet<>(List.of(ref)), List.of(credentials));
    }
}
