package dev.plumbline.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.testkit.PlumblineProcess;
import dev.plumbline.testkit.SecondInstance;
import dev.plumbline.testkit.TestStack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/// Two instances of what may have several, one of which comes, hangs or goes while commits and hand edits come in, against
/// what Git, the cluster and the audit say.
class InstancesIT {
    private static final List<String> SERVICES = List.of("renderer", "differ", "applier");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// What a rebalance may cost, on a machine that does nothing else.
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);
    /// Of every group that they are members of, and as much again.
    private static final Duration PAST_THE_SESSION = Duration.ofSeconds(12);

    @TempDir
    Path directory;

    @Test
    void whoeverComesHangsOrGoesNothingIsLostAndNoOlderRevisionIsAppliedOverANewerOne() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/environ"))).as("processes can be read here").isTrue();
        Trial trial = Trial.begin("InstancesIT");
        assumeThat(trial.soak()).as("the full size is wanted: this takes four minutes").isTrue();
        List<SecondInstance> second = new ArrayList<>();
        try (TestStack stack = TestStack.start(directory);
                ExecutorService painter = Executors.newVirtualThreadPerTaskExecutor()) {
            PaintedFleet fleet = new PaintedFleet(stack, trial.random(), PATIENCE);
            fleet.declare("shared", trial.size(8, 20), 8);
            AtomicBoolean enough = new AtomicBoolean();
            Future<Duration> longest = painter.submit(() -> paintUntil(enough, fleet));

            for (String service : SERVICES) {
                second.add(SecondInstance.of(stack.process(), service));
            }
            await("the second instances are ready").atMost(PATIENCE)
                    .until(() -> second.stream().allMatch(SecondInstance::isReady));
            enough.set(true);
            System.out.println("longest from a commit to the cluster while instances came: "
                    + longest.get().toMillis() + " ms");
            assertThat(longest.get()).isLessThan(LONGEST_GAP);
            for (long pid : List.of(stack.process().pid("applier"), second.get(1).pid(),
                    stack.process().pid("differ"), second.get(2).pid(), second.get(0).pid())) {
                hang(pid, fleet);
            }
            second.forEach(SecondInstance::close);
            fleet.commit();
            fleet.awaitEqualToGit();
            fleet.awaitAudited();
            fleet.assertNothingWasDeleted();
        } finally {
            second.forEach(SecondInstance::close);
        }
    }

    /// A process stops in the midst of work, others take over, it goes on as if nothing had happened.
    private static void hang(long pid, PaintedFleet fleet) throws Exception {
        for (int i = 0; i < 5; i++) {
            fleet.commit();
        }
        PlumblineProcess.pause(pid);
        try {
            long begin = System.nanoTime();
            fleet.editByHand();
            fleet.commit();
            fleet.awaitEqualToGit();
            System.out.println("process " + pid + " hangs, others did its work after "
                    + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            await("it is past its session").atMost(PATIENCE)
                    .until(() -> System.nanoTime() - begin > PAST_THE_SESSION.toNanos());
            for (int i = 0; i < 5; i++) {
                fleet.commit();
            }
        } finally {
            PlumblineProcess.resume(pid);
        }
        fleet.awaitEqualToGit();
        fleet.awaitAudited();
    }

    /// Commits one after the other, each when the one before it is in the cluster.
    ///
    /// @return the longest time that one took
    private static Duration paintUntil(AtomicBoolean enough, PaintedFleet fleet) {
        List<Duration> times = new ArrayList<>();
        while (!enough.get()) {
            long begin = System.nanoTime();
            fleet.commit();
            fleet.awaitPainted();
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return Collections.max(times);
    }
}
