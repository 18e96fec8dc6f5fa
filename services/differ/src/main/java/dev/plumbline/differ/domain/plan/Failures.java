package dev.plumbline.differ.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.plumbline.manifests.ResourceId;

/// The operations of one Application that failed, and when each may be tried again.
///
/// What may pass by itself is tried soon, with growing pauses; what Git or the cluster must mend waits for a change of
/// either, and is tried rarely in case the change was one that cannot be seen (a quota, a webhook).
public final class Failures {
    private static final Backoff TRANSIENT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Backoff PERMANENT = new Backoff(Duration.ofMinutes(5), Duration.ofHours(1));

    private final Map<ResourceId, Failure> failures = new HashMap<>();

    /// @param basis what the operation was decided on ([Subject#basis])
    /// @param times how often in a row, on the same basis
    /// @param retryAt not before
    public record Failure(String error, String basis, int times, Instant retryAt) {
    }

    /// A failed operation.
    public void failed(ResourceId resource, String error, boolean mayPass, String basis, Instant now) {
        Failure former = failures.get(resource);
        int times = former != null && former.basis().equals(basis) ? former.times() + 1 : 1;
        Backoff backoff = mayPass ? TRANSIENT : PERMANENT;
        failures.put(resource, new Failure(error, basis, times, now.plus(backoff.pause(times))));
    }

    public void succeeded(ResourceId resource) {
        failures.remove(resource);
    }

    /// A person asked to try now.
    public void forgetPauses() {
        failures.replaceAll((_, failure) -> new Failure(failure.error(), failure.basis(), 0, Instant.EPOCH));
    }

    /// The failure that stands, whether or not it may be tried again.
    public Optional<Failure> of(ResourceId resource) {
        return Optional.ofNullable(failures.get(resource));
    }

    /// When the operation may be tried again; null for at once.
    @Nullable
    Instant blockedUntil(ResourceId resource, String basis, Instant now) {
        Failure failure = failures.get(resource);
        return failure != null && failure.basis().equals(basis) && now.isBefore(failure.retryAt())
                ? failure.retryAt()
                : null;
    }

    /// Forgets what is no resource of the Application any more.
    public void retain(Set<ResourceId> resources) {
        failures.keySet().retainAll(resources);
    }
}
