package dev.plumbline.kubernetes.requests;

import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.api.Cause;
import dev.plumbline.kubernetes.client.ResourceName;
import dev.plumbline.kubernetes.kinds.ServiceAddresses;
import dev.plumbline.kubernetes.store.Key;
import dev.plumbline.kubernetes.store.Store;

/// Cluster IPs and node ports of Services.
final class ServiceReservations implements Reservations {
    private static final ResourceName SERVICES = new ResourceName("", "services");

    private final ServiceAddresses addresses;

    ServiceReservations(Store store, RandomGenerator random) {
        addresses = new ServiceAddresses(random);
        store.snapshot(SERVICES).visit("", new Key("", ""), stored -> {
            addresses.claim(stored.tree());
            return true;
        });
    }

    @Override
    public List<Cause> reserve(Target target, ObjectNode object, @Nullable ObjectNode live, boolean dryRun) {
        if (!isService(target)) {
            return List.of();
        }
        List<Cause> causes = addresses.allocate(object, live);
        if (dryRun && causes.isEmpty() && live == null) {
            addresses.release(object);
        }
        return causes;
    }

    @Override
    public void release(Target target, ObjectNode object) {
        if (isService(target)) {
            addresses.release(object);
        }
    }

    private static boolean isService(Target target) {
        return target.type().storage().equals(SERVICES);
    }
}
