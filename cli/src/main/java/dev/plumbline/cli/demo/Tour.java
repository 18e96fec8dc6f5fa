package dev.plumbline.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.cli.demo.Watched.Seen;
import dev.plumbline.cli.stack.AuditApi;
import dev.plumbline.cli.stack.ClusterApi;
import dev.plumbline.cli.stack.Complaint;
import dev.plumbline.cli.stack.GitCommand;
import dev.plumbline.cli.terminal.Console;

/// Does what a person would try first, and verifies each step by the cluster's API and the audit API.
///
/// Every step says what was done, what was seen, and how long it took; the first that does not hold ends the tour.
final class Tour {
    private static final String APPLICATION = "shop-dev";
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/shop-dev/deployments/web";
    private static final String OVERLAY = "shop/overlays/dev/kustomization.yaml";
    private static final String FIELD = "/spec/replicas";
    private static final String BY_HAND = "kubectl-edit";
    private static final int REPLICAS_BY_HAND = 7;
    private static final String EMAIL = "ada@example.com";
    private static final String[] ADA = {"-c", "user.name=Ada", "-c", "user.email=" + EMAIL};
    private static final Pattern COUNT = Pattern.compile("(?m)^(\\s+count: )(\\d+)$");

    private final Console console;
    private final AuditApi audit;
    private final ClusterApi cluster;
    private final GitCommand git;
    private final Path work;

    /// @param work a clone of the fleet
    Tour(Console console, AuditApi audit, ClusterApi cluster, Path work) {
        this.console = console;
        this.audit = audit;
        this.cluster = cluster;
        this.git = new GitCommand(work);
        this.work = work;
    }

    /// @throws Complaint naming the first claim that did not hold
    void take() throws Complaint, IOException, InterruptedException {
        console.title("The tour");
        everythingIsInSync();
        int before = declaredReplicas();
        int after = before + 1;
        String commit = commitReachesTheCluster(before, after);
        changeByHandIsCorrected(after);
        String revert = revertBringsTheFormerStateBack(before);
        auditNamesWhoChangedAField(List.of(commit, revert));
        console.title("Every step held");
    }

    private void everythingIsInSync() throws Complaint, IOException, InterruptedException {
        Seen<List<JsonNode>> seen = Watched.until("every Application is Synced", System.nanoTime(), () -> {
            List<JsonNode> applications = audit.list("applications", Map.of());
            boolean synced = !applications.isEmpty()
                    && applications.stream().allMatch(one -> one.path("sync").asText().equals("Synced"));
            return synced ? Optional.of(applications) : Optional.empty();
        });
        step("in sync", "all " + seen.value().size() + " Applications", seen.since());
    }

    private String commitReachesTheCluster(int before, int after) throws Complaint, IOException, InterruptedException {
        Path overlay = work.resolve(OVERLAY);
        Files.writeString(overlay, COUNT.matcher(Files.readString(overlay)).replaceFirst("$1" + after));
        String reason = "more visitors are expected";
        git.run(DemoFleet.with(ADA, "commit", "--quiet", "--all", "--message",
                "Scale the shop in dev to " + after + "\n\nReason: " + reason));
        String commit = push();
        long pushed = System.nanoTime();
        Seen<Integer> live = awaitLive(after, pushed);
        step("commit", "replicas " + before + " → " + after + " by commit " + abbreviated(commit) + " is live",
                live.since());
        Seen<JsonNode> change = awaitChange(commit, pushed);
        require(change.value().at("/author/email").asText().equals(EMAIL), "the audit names the author " + EMAIL);
        require(change.value().path("reason").asText().equals(reason), "the audit names the reason \"" + reason + "\"");
        step("", "the audit names author " + change.value().at("/author/name").asText() + ", reason \"" + reason + "\"",
                change.since());
        return commit;
    }

    private void changeByHandIsCorrected(int declared) throws Complaint, IOException, InterruptedException {
        Set<String> former = drifts().stream().map(drift -> drift.path("id").asText()).collect(Collectors.toSet());
        ObjectNode patch = new JsonMapper().createObjectNode();
        patch.putObject("spec").put("replicas", REPLICAS_BY_HAND);
        ClusterApi.Answer answer = cluster.patch(DEPLOYMENT, BY_HAND, patch);
        require(answer.status() == 200, "the cluster takes a change by hand (" + answer.message() + ")");
        long changed = System.nanoTime();
        Seen<Integer> corrected = awaitLive(declared, changed);
        step("by hand", "replicas " + REPLICAS_BY_HAND + " by " + BY_HAND + " is put back to " + declared,
                corrected.since());
        Seen<JsonNode> drift = Watched.until("the audit has the drift, resolved, with who made it", changed,
                () -> drifts().stream().filter(Tour::isOurDrift)
                        .filter(one -> !former.contains(one.path("id").asText())).findFirst());
        step("", "the audit names " + BY_HAND + " and when: " + drift.value().at("/fields/0/since").asText(),
                drift.since());
    }

    private List<JsonNode> drifts() throws IOException, InterruptedException {
        return audit.list("drift", Map.of("application", APPLICATION));
    }

    private String revertBringsTheFormerStateBack(int before) throws Complaint, IOException, InterruptedException {
        git.run(DemoFleet.with(ADA, "revert", "--no-edit", "HEAD"));
        String commit = push();
        long pushed = System.nanoTime();
        Seen<Integer> live = awaitLive(before, pushed);
        step("git revert", "replicas are " + before + " again", live.since());
        Seen<JsonNode> change = awaitChange(commit, pushed);
        step("", "the audit says: " + change.value().path("reason").asText(), change.since());
        return commit;
    }

    private void auditNamesWhoChangedAField(List<String> commits) throws Complaint, IOException, InterruptedException {
        long asked = System.nanoTime();
        List<JsonNode> changes = changes().stream().filter(change -> field(change).isPresent()).toList();
        step("who?", "changed " + FIELD + " of Deployment shop-dev/web:", Duration.ofNanos(System.nanoTime() - asked));
        for (JsonNode change : changes) {
            JsonNode field = field(change).orElseThrow();
            console.entry("", field.path("before").asText() + " → " + field.path("after").asText() + "  "
                    + change.path("cause").asText() + "  " + abbreviated(change.path("commit").asText()) + "  "
                    + change.at("/author/name").asText() + "  " + change.path("reason").asText());
        }
        for (String commit : commits) {
            require(changes.stream().anyMatch(change -> change.path("commit").asText().equals(commit)),
                    "the answer holds commit " + commit);
        }
    }

    private Seen<Integer> awaitLive(int replicas, long from) throws Complaint, IOException, InterruptedException {
        return Watched.until("the cluster holds " + replicas + " replicas", from, () -> {
            JsonNode live = cluster.get(DEPLOYMENT).body().at(FIELD);
            return live.asInt(-1) == replicas ? Optional.of(replicas) : Optional.empty();
        });
    }

    private Seen<JsonNode> awaitChange(String commit, long from) throws Complaint, IOException, InterruptedException {
        return Watched.until("the audit has the change of commit " + commit, from, () -> changes().stream()
                .filter(change -> change.path("commit").asText().equals(commit)).findFirst());
    }

    private List<JsonNode> changes() throws IOException, InterruptedException {
        return audit.list("changes", Map.of("application", APPLICATION, "kind", "Deployment", "name", "web"));
    }

    private String push() throws Complaint, InterruptedException {
        git.run("push", "--quiet", "origin", "HEAD");
        return git.run("rev-parse", "HEAD");
    }

    private int declaredReplicas() throws IOException, Complaint {
        Matcher matcher = COUNT.matcher(Files.readString(work.resolve(OVERLAY)));
        if (!matcher.find()) {
            throw new Complaint(OVERLAY + " of the demo's fleet no longer names a count of replicas: start the demo "
                    + "with another --data");
        }
        return Integer.parseInt(matcher.group(2));
    }

    private void step(String name, String seen, Duration took) {
        console.good(name, seen + "  (" + took.toMillis() + " ms)");
    }

    private static void require(boolean holds, String claim) throws Complaint {
        if (!holds) {
            throw new Complaint("The tour ends here: it does not hold that " + claim);
        }
    }

    private static Optional<JsonNode> field(JsonNode change) {
        for (JsonNode field : change.path("fields")) {
            if (field.path("path").asText().equals(FIELD)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static boolean isOurDrift(JsonNode drift) {
        JsonNode field = field(drift).orElse(null);
        return field != null && drift.hasNonNull("resolvedAt") && field.path("manager").asText().equals(BY_HAND)
                && Objects.equals(field.path("live").asText(), Integer.toString(REPLICAS_BY_HAND));
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(8, commit.length()));
    }
}
