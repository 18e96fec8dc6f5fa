package dev.plumbline.kubernetes.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.client.ResourceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The store against what it said it had written: after a restart, a torn end, damage, and over its history.
class StoreTest {
    private static final ResourceName MAPS = new ResourceName("", "configmaps");

    @TempDir
    Path directory = Path.of("");

    private static ObjectNode object(String name, String value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", name).put("namespace", "shop").put("uid", "uid-" + name)
                .putObject("labels").put("value", value);
        object.putObject("data").put("value", value);
        return object;
    }

    private static Stored write(Store store, String name, String value) {
        Key key = new Key("shop", name);
        return store.put(MAPS, key, store.find(MAPS, key), object(name, value)).orElseThrow();
    }

    private static List<String> contents(Snapshot snapshot) {
        List<String> contents = new ArrayList<>();
        snapshot.visit("", new Key("", ""), stored -> {
            contents.add(stored.key().name() + "=" + stored.tree().path("data").path("value").asText());
            return true;
        });
        return contents;
    }

    private Path log() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("log-")).findFirst().orElseThrow();
        }
    }

    @Test
    void replaysTheLogToTheSameState() throws IOException {
        TreeMap<String, String> expected = new TreeMap<>();
        long version;
        try (Store store = Store.open(directory)) {
            Random random = new Random(7);
            for (int i = 0; i < 500; i++) {
                String name = "m" + random.nextInt(40);
                Key key = new Key("shop", name);
                if (random.nextInt(4) == 0 && store.find(MAPS, key).isPresent()) {
                    Stored stored = store.find(MAPS, key).orElseThrow();
                    store.remove(stored, stored.tree());
                    expected.remove(name);
                } else {
                    write(store, name, "v" + i);
                    expected.put(name, "v" + i);
                }
            }
            version = store.version();
        }

        try (Store reopened = Store.open(directory)) {
            assertThat(contents(reopened.snapshot(MAPS)))
                    .isEqualTo(expected.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
            assertThat(reopened.version()).isEqualTo(version);
            assertThat(reopened.findByUid("uid-" + expected.firstKey())).isPresent();
        }
    }

    @Test
    void cutsATornEntryAtTheEndOfTheLog() throws IOException {
        try (Store store = Store.open(directory)) {
            write(store, "a", "1");
            write(store, "b", "2");
        }
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }

        try (Store reopened = Store.open(directory)) {
            assertThat(contents(reopened.snapshot(MAPS))).containsExactly("a=1");
            write(reopened, "c", "3");
        }
        try (Store again = Store.open(directory)) {
            assertThat(contents(again.snapshot(MAPS))).containsExactly("a=1", "c=3");
        }
    }

    @Test
    void refusesALogThatIsDamagedBeforeGoodEntries() throws IOException {
        try (Store store = Store.open(directory)) {
            write(store, "a", "1");
            write(store, "b", "2");
        }
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.seek(40);
            file.write(0xFF);
        }

        assertThatThrownBy(() -> Store.open(directory)).isInstanceOf(IOException.class)
                .hasMessageContaining("damaged at byte 0").hasMessageContaining("restore the file from a backup");
    }

    @Test
    void isHeldByOneProcessAtATime() throws IOException {
        try (Store store = Store.open(directory)) {
            assertThat(store.version()).isZero();
            assertThatThrownBy(() -> Store.open(directory)).isInstanceOf(IOException.class)
                    .hasMessageContaining("held by another process");
        }
    }

    @Test
    void showsTheStateOfAnEarlierVersion() throws IOException, ExpiredException {
        try (Store store = Store.open(directory)) {
            write(store, "a", "1");
            long then = write(store, "b", "1").version();
            write(store, "a", "2");
            Stored b = store.find(MAPS, new Key("shop", "b")).orElseThrow();
            store.remove(b, b.tree());

            assertThat(contents(store.snapshotAt(MAPS, then))).containsExactly("a=1", "b=1");
            assertThat(contents(store.snapshot(MAPS))).containsExactly("a=2");
        }
    }

    @Test
    void expiresVersionsBeforeACompactionAndBeforeARestart() throws IOException {
        long then;
        try (Store store = Store.open(directory)) {
            then = write(store, "a", "1").version();
            write(store, "a", "2");
            write(store, "a", "3");
            store.compactTo(then + 1);

            assertThatThrownBy(() -> store.snapshotAt(MAPS, then)).isInstanceOf(ExpiredException.class);
        }
        try (Store reopened = Store.open(directory)) {
            assertThatThrownBy(() -> reopened.watch(MAPS, then, new Watcher(10, () -> {
            }))).isInstanceOf(ExpiredException.class);
        }
    }

    @Test
    void writesOnlyOverTheStateThatTheWriterKnows() throws IOException {
        try (Store store = Store.open(directory)) {
            Stored first = write(store, "a", "1");
            write(store, "a", "2");

            Key key = new Key("shop", "a");
            assertThat(store.put(MAPS, key, Optional.of(first), object("a", "3"))).isEmpty();
            assertThat(store.put(MAPS, key, Optional.empty(), object("a", "3"))).isEmpty();
            assertThat(contents(store.snapshot(MAPS))).containsExactly("a=2");
        }
    }

    @Test
    void cutsOffAWatcherThatFallsTooFarBehind() throws IOException {
        try (Store store = Store.open(directory)) {
            Watcher slow = new Watcher(3, () -> {
            });
            store.watch(MAPS, slow);
            for (int i = 0; i < 5; i++) {
                write(store, "a", "v" + i);
            }

            assertThat(slow.isOverrun()).isTrue();
            assertThat(slow.take(10)).isEmpty();
        }
    }
}
