package dev.plumbline.cli.stack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.local.supervisor.Progress;
import dev.plumbline.local.supervisor.Progress.Died;
import dev.plumbline.local.supervisor.Progress.Ready;
import dev.plumbline.local.supervisor.Progress.Started;
import dev.plumbline.local.supervisor.Progress.Stopped;

/// Which parts came up, and which one will not: a part that dies three times before it was ever ready.
final class StartReport {
    private static final int HOPELESS = 3;

    private final Map<String, Integer> deaths = new HashMap<>();
    private final Map<String, Died> lastDeath = new HashMap<>();
    private final Set<String> ready = new HashSet<>();

    synchronized void note(Progress progress) {
        switch (progress) {
            case Ready(String part, _) -> ready.add(part);
            case Died died -> {
                deaths.merge(died.part(), 1, Integer::sum);
                lastDeath.put(died.part(), died);
            }
            case Started _,Stopped _ -> {
            }
        }
    }

    synchronized boolean isReady(String part) {
        return ready.contains(part);
    }

    /// The death of a part for which waiting longer is no use.
    synchronized Optional<Died> hopeless() {
        return deaths.entrySet().stream().filter(entry -> entry.getValue() >= HOPELESS)
                .filter(entry -> !ready.contains(entry.getKey())).map(entry -> lastDeath.get(entry.getKey()))
                .findFirst();
    }
}
