package dev.plumbline.applier.domain;

import java.util.HashMap;
import java.util.Map;

/// Decides which waiting plans are worth executing.
///
/// Safe for use by several threads.
public final class Supersession {
    private final Map<String, Plan> newest = new HashMap<>();
    private final Map<String, String> executed = new HashMap<>();

    /// What is to be done with a plan.
    public sealed interface Verdict {
    }

    /// Execute it.
    public record Current() implements Verdict {
    }

    /// A newer plan of the Application is there, or this one was decided on an older snapshot than another was.
    public record SupersededBy(String plan) implements Verdict {
    }

    /// It was executed already and told of.
    public record Repeated() implements Verdict {
    }

    /// A plan arrived.
    public synchronized void arrived(Plan plan) {
        newest.merge(plan.application(), plan,
                (known, arriving) -> arriving.markerOffset() < known.markerOffset() ? known : arriving);
    }

    /// A plan is about to be executed.
    public synchronized Verdict of(Plan plan) {
        if (plan.id().equals(executed.get(plan.application()))) {
            return new Repeated();
        }
        Plan known = newest.getOrDefault(plan.application(), plan);
        return known.id().equals(plan.id()) ? new Current() : new SupersededBy(known.id());
    }

    /// A plan was executed, and its changes were published.
    public synchronized void executed(Plan plan) {
        executed.put(plan.application(), plan.id());
    }
}
