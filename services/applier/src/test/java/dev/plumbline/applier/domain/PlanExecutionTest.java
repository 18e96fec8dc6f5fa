package dev.plumbline.applier.domain;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.plumbline.applier.domain.Cluster.Answer;
import dev.plumbline.applier.domain.Cluster.Found;
import dev.plumbline.applier.domain.Cluster.Missing;
import dev.plumbline.applier.domain.Cluster.Refused;
import dev.plumbline.applier.domain.Executed.Memory;
import dev.plumbline.contracts.Change;
import dev.plumbline.contracts.Change.FieldChange;
import dev.plumbline.contracts.Change.Operation;
import dev.plumbline.contracts.Change.Outcome;
import dev.plumbline.contracts.Ownership;
import dev.plumbline.contracts.PlannedOperation;
import dev.plumbline.contracts.PlannedOperation.Kind;

import static dev.plumbline.applier.domain.Operations.AT;
import static dev.plumbline.applier.domain.Operations.adopting;
import static dev.plumbline.applier.domain.Operations.onExisting;
import static dev.plumbline.applier.domain.Operations.operation;
import static dev.plumbline.applier.domain.Operations.owned;
import static dev.plumbline.applier.domain.Operations.unowned;
import static dev.plumbline.applier.domain.Operations.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

/// What each operation asks of a cluster and what is told of the answer; the cluster's answers are prepared.
class PlanExecutionTest {
    private static final Refused CONFLICT = new Refused(409, "Conflict", "the object has been modified", true);
    private static final TextNode RED = TextNode.valueOf("red");
    private static final TextNode BLUE = TextNode.valueOf("blue");

    @Test
    void createsWhatIsMissingAndMarksItAsOurs() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Missing(), new Found(owned("blue", "8")));

        Executed executed = execute(operation(Kind.APPLY), cluster);

        assertThat(cluster.asked).containsExactly("read", "apply");
        assertThat(cluster.sent.getFirst().at("/metadata/annotations").path(Ownership.ANNOTATION).asText())
                .isEqualTo("plumbline/shop:/ConfigMap/shop/settings");
        assertThat(executed.change().operation()).isEqualTo(Operation.CREATE);
        assertThat(executed.change().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(executed.applied()).hasValueSatisfying(applied -> {
            assertThat(applied.resourceVersion()).isEqualTo("8");
            assertThat(applied.values().at("/data/colour")).isEqualTo(BLUE);
        });
    }

    @Test
    void updatesWhatThePlanSawWithoutReadingItAgain() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Found(owned("blue", "8")));

        Executed executed = execute(onExisting(Kind.APPLY, "7", valuesOf("red")), cluster);

        assertThat(cluster.asked).containsExactly("apply");
        assertThat(cluster.sent.getFirst().at("/metadata/uid").asText()).isEqualTo("u1");
        assertThat(executed.change().fields()).containsExactly(new FieldChange("/data/colour", RED, BLUE));
    }

    @Test
    void writesOverWhatOthersMovedSinceThePlan() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(CONFLICT, new Found(applied("v1:d0", "9")),
                new Found(owned("blue", "10")));

        Executed executed = execute(onExisting(Kind.APPLY, "7", applied("v1:d0", "7")), cluster);

        assertThat(cluster.asked).containsExactly("apply", "read", "apply");
        assertThat(cluster.sent.getLast().at("/metadata/resourceVersion").asText()).isEqualTo("9");
        assertThat(executed.change().outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void neverWritesAnOlderRevisionOverANewerOne() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(CONFLICT, new Found(applied("v1:d2", "9")));

        Executed executed = execute(onExisting(Kind.APPLY, "7", applied("v1:d0", "7")), cluster);

        assertThat(cluster.asked).containsExactly("apply", "read");
        assertThat(executed.change().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(executed.change().transientFailure()).isTrue();
        assertThat(executed.change().error()).contains("ConfigMap shop/settings", "another revision");
    }

    @Test
    void leavesTheOperationsOfAnothersPlanToIt() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster();

        List<Executed> executed = new PlanExecution(cluster, "plumbline", () -> AT)
                .execute(new Plan(List.of(operation(Kind.APPLY))), () -> false);

        assertThat(executed).isEmpty();
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void reportsAnApplyThatWroteNothingAsUnchanged() throws InterruptedException {
        Executed executed = execute(onExisting(Kind.APPLY, "7", valuesOf("blue")),
                new ScriptedCluster(new Found(owned("blue", "7"))));

        assertThat(executed.change().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(executed.change().fields()).isEmpty();
    }

    @Test
    void reportsTheChangeOfAReplayWhoseEffectIsInPlace() throws InterruptedException {
        Executed replayed = execute(onExisting(Kind.APPLY, "7", valuesOf("red")),
                new ScriptedCluster(new Found(owned("blue", "8"))));

        assertThat(replayed.change().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(replayed.change().fields()).containsExactly(new FieldChange("/data/colour", RED, BLUE));
    }

    @Test
    void refusesAnObjectThatNobodyOwns() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Found(unowned("red", "3")));

        Executed executed = execute(operation(Kind.APPLY), cluster);

        assertThat(cluster.asked).containsExactly("read");
        assertThat(executed.change().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(executed.change().error()).contains("ConfigMap shop/settings", "sync.adopt: true");
        assertThat(executed.memory()).isEqualTo(new Memory.Kept());
    }

    @Test
    void adoptsAnObjectThatNobodyOwnsWhereDeclared() throws InterruptedException {
        Executed executed = execute(adopting(),
                new ScriptedCluster(new Found(unowned("red", "3")), new Found(owned("blue", "4"))));

        assertThat(executed.change().operation()).isEqualTo(Operation.UPDATE);
        assertThat(executed.change().fields()).containsExactly(new FieldChange("/data/colour", RED, BLUE));
    }

    @Test
    void refusesAnObjectOfAnotherApplicationEvenWhenAdopting() throws InterruptedException {
        ObjectNode theirs = owned("red", "3");
        theirs.withObject("/metadata/annotations").put(Ownership.ANNOTATION,
                new Ownership("plumbline", "other", Operations.SETTINGS).annotation());

        Executed executed = execute(adopting(), new ScriptedCluster(new Found(theirs)));

        assertThat(executed.change().error()).contains("belongs to Application other");
    }

    @Test
    void takesACopiedAnnotationForNoOwnership() throws InterruptedException {
        ObjectNode copied = owned("red", "3");
        copied.withObject("/metadata/annotations").put(Ownership.ANNOTATION,
                "plumbline/shop:apps/Deployment/shop/settings");

        Executed executed = execute(operation(Kind.APPLY), new ScriptedCluster(new Found(copied)));

        assertThat(executed.change().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void deletesOnlyWhatThePlanSaw() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Missing());

        Executed executed = execute(onExisting(Kind.DELETE, "7", valuesOf("red")), cluster);

        assertThat(cluster.asked).containsExactly("delete u1@7");
        assertThat(executed.change().fields()).containsExactly(
                new FieldChange("/data", valuesOf("red").get("data"), null));
        assertThat(executed.memory()).isEqualTo(new Memory.Erased());
    }

    @Test
    void keepsTheInventoryUntilADeletionIsConfirmed() throws InterruptedException {
        Executed executed = execute(onExisting(Kind.DELETE, "7", valuesOf("red")),
                new ScriptedCluster(new Found(owned("red", "9"))));

        assertThat(executed.change().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(executed.memory()).isEqualTo(new Memory.Kept());
    }

    @Test
    void forgetsAResourceThatIsGone() throws InterruptedException {
        Executed executed = execute(operation(Kind.DELETE), new ScriptedCluster(new Missing()));

        assertThat(executed.change().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(executed.memory()).isEqualTo(new Memory.Erased());
    }

    @Test
    void checkLearnsWhatTheServerMakesOfTheManifestAndWritesNothing() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Found(owned("red", "7")), new Found(owned("blue", "7")));

        Executed executed = execute(operation(Kind.CHECK), cluster);

        assertThat(cluster.asked).containsExactly("read", "dry-run");
        assertThat(executed.change().operation()).isEqualTo(Operation.CHECK);
        assertThat(executed.applied()).hasValueSatisfying(
                applied -> assertThat(applied.values().at("/data/colour")).isEqualTo(BLUE));
    }

    @Test
    void ensureLeavesWhatIsThereAlone() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Found(unowned("red", "3")));

        Executed executed = execute(operation(Kind.ENSURE), cluster);

        assertThat(cluster.asked).containsExactly("read");
        assertThat(executed.change().outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void ensureDoesNotOwnWhatItCreates() throws InterruptedException {
        ScriptedCluster cluster = new ScriptedCluster(new Missing(), new Found(unowned("blue", "4")));

        Executed executed = execute(operation(Kind.ENSURE), cluster);

        assertThat(cluster.sent.getFirst().at("/metadata/annotations").has(Ownership.ANNOTATION)).isFalse();
        assertThat(executed.memory()).isEqualTo(new Memory.Kept());
    }

    @Test
    void ensureTellsOfItsCreationThoughItIsExecutedAgain() throws InterruptedException {
        PlannedOperation operation = operation(Kind.ENSURE);
        ObjectNode created = unowned("blue", "4");
        created.withObject("/metadata/annotations").put(Ownership.CREATOR_ANNOTATION, operation.plan());
        Refused exists = new Refused(409, "AlreadyExists", "settings already exists", true);

        Executed died = execute(operation, new ScriptedCluster(new Found(created)));
        Executed unanswered = execute(operation, new ScriptedCluster(new Missing(), exists, new Found(created)));
        Executed another = execute(operation,
                new ScriptedCluster(new Missing(), exists, new Found(unowned("blue", "4"))));

        assertThat(died.change().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(died.change().fields()).isNotEmpty();
        assertThat(unanswered.change().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(another.change().outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void tellsWhatTheServerSaidAndWhetherItMayPass() throws InterruptedException {
        Answer busy = new Refused(503, "ServiceUnavailable", "etcd has no leader", true);

        Change change = execute(onExisting(Kind.APPLY, "7", valuesOf("red")), new ScriptedCluster(busy)).change();

        assertThat(change.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(change.error()).isEqualTo("etcd has no leader");
        assertThat(change.transientFailure()).isTrue();
    }

    private static Executed execute(PlannedOperation operation, Cluster cluster) throws InterruptedException {
        return new PlanExecution(cluster, "plumbline", () -> AT).execute(new Plan(List.of(operation)), () -> true)
                .getFirst();
    }

    /// The object as another digest left it.
    private static ObjectNode applied(String digest, String resourceVersion) {
        ObjectNode object = owned("red", resourceVersion);
        object.withObject("/metadata/annotations").put(Ownership.DIGEST_ANNOTATION, digest);
        return object;
    }
}
