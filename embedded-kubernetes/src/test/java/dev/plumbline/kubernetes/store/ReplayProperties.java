package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A store that is opened again, against the store that was closed, after random writes and snapshots.
class ReplayProperties {
    private static final List<ResourceName> RESOURCES = List.of(new ResourceName("", "configmaps"),
            new ResourceName("apps", "deployments"), new ResourceName("example.com", "teas"));
    /// So small that a log is replaced by a snapshot while it is written to.
    private static final long MIN_LOG_BYTES = 4_000;
    private static final int WRITES = 150;

    @Provide
    Arbitrary<Random> courses() {
        return Arbitraries.randomValue(random -> new Random(random.nextLong()));
    }

    private static void write(Store store, Random random) {
        ResourceName resource = RESOURCES.get(random.nextInt(RESOURCES.size()));
        Key key = new Key(random.nextBoolean() ? "shop" : "", "o" + random.nextInt(20));
        Optional<Stored> present = store.find(resource, key);
        if (present.isPresent() && random.nextInt(3) == 0) {
            store.remove(present.get(), present.get().tree());
        } else {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.putObject("metadata").put("name", key.name()).put("namespace", key.namespace())
                    .put("uid", resource.plural() + "-" + key.namespace() + "-" + key.name())
                    .putArray("ownerReferences")
                    .addObject().put("uid", "owner-" + random.nextInt(3));
            object.put("value", "x".repeat(random.nextInt(300)));
            assertThat(store.put(resource, key, present, object)).isPresent();
        }
    }

    /// Everything that can be asked of a store about the present.
    private static Map<String, Object> state(Store store) {
        Map<String, Object> state = new TreeMap<>();
        state.put("version", store.version());
        for (ResourceName resource : RESOURCES) {
            List<String> objects = new ArrayList<>();
            store.snapshot(resource).visit("", new Key("", ""), stored -> {
                objects.add(stored.key() + "@" + stored.version() + " " + stored.tree());
                assertThat(store.findByUid(stored.tree().at("/metadata/uid").asText())).isPresent();
                return true;
            });
            state.put(resource.toString(), objects);
            state.put(resource + " count", store.count(resource));
        }
        for (int i = 0; i < 3; i++) {
            state.put("owned by " + i, store.ownedBy("owner-" + i).stream().map(Object::toString).sorted().toList());
        }
        return state;
    }

    @Property(seed = "1", tries = 10)
    void anOpenedStoreIsTheOneThatWasClosed(@ForAll("courses") Random random) throws IOException {
        Path directory = Files.createTempDirectory("replay-");
        try {
            Map<String, Object> expected = Map.of();
            for (int opening = 0; opening < 3; opening++) {
                try (Store store = Store.open(directory, MIN_LOG_BYTES)) {
                    if (opening > 0) {
                        assertThat(state(store)).isEqualTo(expected);
                    }
                    for (int i = 0; i < WRITES; i++) {
                        write(store, random);
                    }
                    await("a snapshot").atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                            .until(() -> hasSnapshot(directory));
                    int more = random.nextInt(WRITES);
                    for (int i = 0; i < more; i++) {
                        write(store, random);
                    }
                    expected = state(store);
                }
            }
        } finally {
            delete(directory);
        }
    }

    private static boolean hasSnapshot(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("snapshot-[0-9]+.*"));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
