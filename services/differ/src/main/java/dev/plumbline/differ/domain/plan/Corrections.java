package dev.plumbline.differ.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.plumbline.contracts.DriftEvent.FieldDrift;
import dev.plumbline.contracts.Ids;
import dev.plumbline.manifests.ResourceId;

/// The corrections of one Application's drift, to notice those that do not hold: when the same hand writes the same
/// values again and again, somebody fights, and the pauses between corrections grow.
public final class Corrections {
    /// People and scripts repeat themselves a few times; a controller that fights does it for ever.
    static final int FREE = 10;
    private static final Duration TOGETHER = Duration.ofSeconds(30);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Map<ResourceId, Fight> fights = new HashMap<>();

    /// @param signature hash of the fields, their live values and who holds them
    /// @param managers who holds them
    private record Fight(String signature, int corrections, Instant last, Set<String> managers) {
        Duration pause() {
            return corrections <= FREE ? Duration.ZERO : BACKOFF.pause(corrections - FREE);
        }
    }

    /// A correction of this drift was planned.
    public void planned(ResourceId resource, List<FieldDrift> fields, Instant now) {
        String signature = signature(fields);
        Fight former = fights.get(resource);
        fights.put(resource, new Fight(signature, timesBefore(former, signature, now) + 1, now, managers(fields)));
    }

    private static int timesBefore(@Nullable Fight former, String signature, Instant now) {
        if (former == null || !former.signature().equals(signature)) {
            return 0;
        }
        return now.isBefore(former.last().plus(TOGETHER).plus(former.pause())) ? former.corrections() : 0;
    }

    /// A person asked to try now.
    public void forget() {
        fights.clear();
    }

    /// When the drift may be corrected again; null for at once.
    @Nullable
    Instant blockedUntil(ResourceId resource, List<FieldDrift> fields, Instant now) {
        Fight fight = fights.get(resource);
        if (fight == null || !fight.signature().equals(signature(fields))) {
            return null;
        }
        Instant next = fight.last().plus(fight.pause());
        return now.isBefore(next) ? next : null;
    }

    /// Who fights; empty when corrections hold.
    public Optional<String> fight(ResourceId resource) {
        Fight fight = fights.get(resource);
        if (fight == null || fight.corrections() <= FREE) {
            return Optional.empty();
        }
        return Optional.of(fight.managers().isEmpty()
                ? "Corrections do not hold: somebody deletes or changes it again and again"
                : "Corrections do not hold: " + String.join(", ", fight.managers())
                        + " writes the same values again and again; declare them in Git, or add an ignore rule");
    }

    private static String signature(List<FieldDrift> fields) {
        return Ids.of(fields.stream().map(field -> field.path() + "=" + field.live() + " by " + field.manager())
                .toArray());
    }

    private static Set<String> managers(List<FieldDrift> fields) {
        Set<String> managers = new TreeSet<>();
        for (FieldDrift field : fields) {
            if (field.manager() != null) {
                managers.add(field.manager());
            }
        }
        return managers;
    }
}
