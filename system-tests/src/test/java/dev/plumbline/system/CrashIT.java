package dev.plumbline.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.testkit.TestStack;

import static org.assertj.core.api.Assertions.assertThat;

/// kill -9 of every process while commits and hand edits come in, against what Git, the cluster and the audit say at the
/// end.
class CrashIT {
    private static final List<String> PROCESSES = List.of("git-watcher", "renderer", "differ", "applier", "audit",
            "kafka", "database", "kubernetes");
    /// Held against the clock in the full size alone, which is run where nothing else does.
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingHappensTwiceWhateverProcessDies() throws Exception {
        Trial trial = Trial.begin("CrashIT");
        Random random = Random.from(trial.random());
        int commits = trial.size(40, 200);
        int edits = trial.size(8, 50);
        try (TestStack stack = TestStack.start(directory);
                ExecutorService watch = Executors.newVirtualThreadPerTaskExecutor()) {
            PaintedFleet fleet = new PaintedFleet(stack, random, PATIENCE);
            fleet.declare("crash", trial.size(8, 20), 3);
            List<String> victims = new ArrayList<>();
            for (int round = 0; round < trial.size(1, 5); round++) {
                victims.addAll(PROCESSES);
            }
            Collections.shuffle(victims, random);

            for (int i = 0; i < victims.size(); i++) {
                List<Runnable> deeds = new ArrayList<>();
                deeds.addAll(Collections.nCopies(share(commits, i, victims.size()), fleet::commit));
                deeds.addAll(Collections.nCopies(share(edits, i, victims.size()), fleet::editByHand));
                Collections.shuffle(deeds, random);
                int before = random.nextInt(deeds.size() + 1);
                deeds.subList(0, before).forEach(Runnable::run);
                String victim = victims.get(i);
                long pid = stack.process().kill(victim);
                Future<Duration> back = watch.submit(() -> stack.process().awaitBack(victim, pid, PATIENCE));
                deeds.subList(before, deeds.size()).forEach(Runnable::run);
                System.out.println("killed " + victim + ", back after " + back.get().toMillis() + " ms");
                if (trial.soak()) {
                    assertThat(back.get()).as(victim).isLessThan(BACK_WITHIN);
                }
            }

            assertThat(fleet.commits()).isEqualTo(commits);
            assertThat(fleet.edits()).isEqualTo(edits);
            fleet.awaitEqualToGit();
            fleet.awaitAudited();
            fleet.assertNothingWasDeleted();
        }
    }

    /// The part of `total` that falls to one of `parts`.
    private static int share(int total, int part, int parts) {
        return total * (part + 1) / parts - total * part / parts;
    }
}
