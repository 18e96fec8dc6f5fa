package dev.plumbline.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.testkit.AuditReader;
import dev.plumbline.testkit.ClusterUser;
import dev.plumbline.testkit.TestStack;

import static dev.plumbline.system.Manifests.configMap;
import static org.assertj.core.api.Assertions.assertThat;

/// Applications whose ConfigMaps are painted by commits and by hand, each time in a colour of its own: so whatever the
/// cluster and the audit show can be told to be the effect of exactly one commit or one edit.
///
/// Each Application has a ConfigMap `settings`, which commits paint, and some `kept-N`, which commits leave alone; each of
/// those is edited by hand at most once.
final class PaintedFleet {
    private static final List<String> AUTHORS = List.of("Ana Díaz <ana@example.com>", "Bo Lind <bo@example.com>",
            "Chi Okoro <chi@example.com>");
    private static final String UNPAINTED = "grey";

    private final TestStack stack;
    private final RandomGenerator random;
    private final Duration patience;
    private final ClusterUser cluster;
    private final List<Target> untouched = new ArrayList<>();
    private final Map<Target, Edit> edits = new LinkedHashMap<>();
    private final Map<String, String> painted = new LinkedHashMap<>();
    private final Map<String, Painting> paintings = new LinkedHashMap<>();
    private final Map<Target, String> uids = new HashMap<>();

    /// A ConfigMap.
    private record Target(String application, String name) {
        String path() {
            return "/api/v1/namespaces/" + application + "/configmaps/" + name;
        }
    }

    /// A commit that painted an Application's settings.
    private record Painting(String application, String commit, String author) {
    }

    /// A change by hand.
    ///
    /// @param attempts more than one when the cluster gave no answer: it may have happened all the same
    private record Edit(String colour, int attempts) {
    }

    /// @param patience how long to wait for what must come
    PaintedFleet(TestStack stack, RandomGenerator random, Duration patience) throws IOException {
        this.stack = stack;
        this.random = random;
        this.patience = patience;
        this.cluster = stack.cluster();
    }

    /// Declares them in one commit and waits until all are in sync.
    ///
    /// @param kept how many ConfigMaps of each may be edited by hand
    void declare(String prefix, int applications, int kept) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < applications; i++) {
            String name = prefix + "-" + i;
            painted.put(name, UNPAINTED);
            files.put("applications/" + name + ".yaml", TestStack.application(name, ""));
            files.put("apps/" + name + "/settings.yaml", configMap("settings", UNPAINTED));
            for (int k = 0; k < kept; k++) {
                files.put("apps/" + name + "/kept-" + k + ".yaml", configMap("kept-" + k, UNPAINTED));
                untouched.add(new Target(name, "kept-" + k));
            }
        }
        stack.push("Declare " + applications + " Applications", files);
        awaitEqualToGit();
        targets().forEach(target -> uids.put(target, uid(target)));
    }

    /// Paints the settings of an Application by a commit.
    void commit() {
        List<String> names = List.copyOf(painted.keySet());
        String application = names.get(random.nextInt(names.size()));
        String author = AUTHORS.get(random.nextInt(AUTHORS.size()));
        String colour = "commit-" + paintings.size();
        String commit = stack.fleet().commit(author, "Paint " + application + " " + colour,
                Map.of("apps/" + application + "/settings.yaml", configMap("settings", colour)));
        stack.fleet().push();
        painted.put(application, colour);
        paintings.put(colour, new Painting(application, commit, author));
    }

    /// Paints a ConfigMap by hand, until the cluster says that it is done.
    void editByHand() {
        Target target = untouched.remove(random.nextInt(untouched.size()));
        String colour = "edit-" + edits.size();
        int[] attempts = {0};
        awaiting("the cluster takes the edit of " + target).ignoreExceptions().untilAsserted(() -> {
            attempts[0]++;
            assertThat(cluster.patch(target.path(), "{\"data\": {\"colour\": \"" + colour + "\"}}").at("/data/colour")
                    .asText()).isEqualTo(colour);
        });
        edits.put(target, new Edit(colour, attempts[0]));
    }

    int commits() {
        return paintings.size();
    }

    int edits() {
        return edits.size();
    }

    /// Waits until every Application is said to be in sync and the cluster holds what Git declares.
    void awaitEqualToGit() {
        awaiting("the cluster equals Git").ignoreExceptions().untilAsserted(() -> {
            assertInSync();
            targets().forEach(target -> assertThat(cluster.get(target.path()).at("/data/colour").asText())
                    .as(target.toString()).isEqualTo(colour(target)));
        });
    }

    /// Waits until the cluster shows the settings that Git declares, whatever is said of them.
    void awaitPainted() {
        awaiting("the cluster shows every commit").pollInterval(Duration.ofMillis(20)).ignoreExceptions()
                .untilAsserted(() -> painted.forEach((application, colour) -> assertThat(
                        cluster.get(new Target(application, "settings").path()).at("/data/colour").asText())
                        .isEqualTo(colour)));
    }

    /// A cluster that was lost holds everything again, as new objects.
    void awaitRestored(ClusterUser restored) {
        awaiting("the cluster is restored").ignoreExceptions().untilAsserted(() -> targets().forEach(target -> {
            JsonNode object = restored.get(target.path());
            assertThat(object.at("/data/colour").asText()).as(target.toString()).isEqualTo(colour(target));
            assertThat(object.at("/metadata/uid").asText()).isNotEqualTo(uids.get(target));
        }));
        awaiting("all is in sync").ignoreExceptions().untilAsserted(this::assertInSync);
    }

    /// Nothing that Git declares was deleted or made anew.
    void assertNothingWasDeleted() throws IOException {
        targets().forEach(target -> assertThat(uid(target)).as(target.toString()).isEqualTo(uids.get(target)));
        for (String application : painted.keySet()) {
            assertThat(stack.audit().all("changes?limit=500&operation=delete&application=" + application)).isEmpty();
        }
    }

    /// Each commit, change and drift is in the audit exactly once, under the right author.
    void awaitAudited() {
        awaiting("the audit is whole").ignoreExceptions().untilAsserted(() -> {
            AuditReader audit = stack.audit();
            List<String> commits = audit.all("commits?limit=500").stream().map(it -> it.path("commit").asText())
                    .toList();
            assertThat(commits).doesNotHaveDuplicates()
                    .containsAll(paintings.values().stream().map(Painting::commit).toList());
            for (String application : painted.keySet()) {
                assertChanges(application, audit.all("changes?limit=500&outcome=applied&application=" + application));
                assertDrift(application, audit.all("drift?limit=500&application=" + application));
            }
        });
    }

    /// What was applied to the settings is one chain from what was declared first to what is declared now; each link is
    /// told of once, and belongs to who committed it.
    private void assertChanges(String application, List<JsonNode> changes) {
        assertThat(changes).extracting(change -> change.path("id").asText()).doesNotHaveDuplicates();
        Map<String, String> links = new HashMap<>();
        for (JsonNode change : changes) {
            if (change.path("resource").asText().endsWith("/settings")
                    && change.path("operation").asText().equals("update")) {
                String after = change.at("/fields/0/after").asText();
                Painting painting = Objects.requireNonNull(paintings.get(after), () -> "nobody committed " + change);
                assertThat(painting.application()).isEqualTo(application);
                assertThat(change.path("commit").asText()).isEqualTo(painting.commit());
                assertThat(painting.author()).contains(change.at("/author/email").asText());
                assertThat(links.put(change.at("/fields/0/before").asText(), after))
                        .as("changes of %s that were told of twice: %s", application, changes).isNull();
            }
        }
        String colour = UNPAINTED;
        for (int left = links.size(); left > 0; left--) {
            colour = Objects.requireNonNull(links.get(colour), "a change is missing in " + changes);
        }
        assertThat(colour).isEqualTo(painted.get(application));
    }

    private void assertDrift(String application, List<JsonNode> drifts) {
        assertThat(drifts).extracting(drift -> drift.path("id").asText()).doesNotHaveDuplicates();
        Map<String, List<JsonNode>> byName = new HashMap<>();
        drifts.forEach(drift -> byName
                .computeIfAbsent(drift.path("resource").asText(), _ -> new ArrayList<>()).add(drift));
        edits.forEach((target, edit) -> {
            if (target.application().equals(application)) {
                List<JsonNode> told = Objects.requireNonNullElse(
                        byName.remove("/ConfigMap/" + application + "/" + target.name()), List.of());
                assertThat(told).as("drift of %s", target).hasSizeBetween(1, edit.attempts())
                        .allSatisfy(drift -> {
                            assertThat(drift.path("resolution").asText()).isEqualTo("corrected");
                            assertThat(drift.at("/fields/0/live").asText()).isEqualTo(edit.colour());
                            assertThat(drift.at("/fields/0/manager").asText()).isEqualTo("kubectl-edit");
                        });
            }
        });
        assertThat(byName).as("drift that nobody caused").isEmpty();
    }

    private void assertInSync() throws IOException {
        Map<String, String> sync = new HashMap<>();
        stack.audit().all("applications?limit=500")
                .forEach(view -> sync.put(view.path("name").asText(), view.path("sync").asText()));
        assertThat(painted.keySet()).allSatisfy(name -> assertThat(sync.get(name)).as(name).isEqualTo("Synced"));
    }

    private List<Target> targets() {
        return Stream.concat(painted.keySet().stream().map(application -> new Target(application, "settings")),
                Stream.concat(untouched.stream(), edits.keySet().stream())).toList();
    }

    private String colour(Target target) {
        return target.name().equals("settings") ? painted.getOrDefault(target.application(), "") : UNPAINTED;
    }

    private String uid(Target target) {
        return cluster.get(target.path()).at("/metadata/uid").asText();
    }

    private ConditionFactory awaiting(String what) {
        return Awaitility.await(what).atMost(patience).pollInterval(Duration.ofMillis(200));
    }
}
