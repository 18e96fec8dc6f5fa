package dev.plumbline.kubernetes.protobuf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The messages of the built-in kinds, from `protobuf-fields.txt` (written by `tools/protobuf_table.py`).
final class MessageTable {
    private static final String RESOURCE = "/dev/plumbline/kubernetes/protobuf-fields.txt";

    private MessageTable() {
    }

    /// How often a field stands, and where JSON has it.
    enum Shape {
        SINGLE, REPEATED, MAP, INLINE
    }

    /// @param type a scalar's code or `@` and the name of a message
    record Field(String name, Shape shape, String type) {
        boolean isMessage() {
            return type.charAt(0) == '@';
        }

        String message() {
            return type.substring(1);
        }
    }

    /// The fields of a message by number; empty for a message that the table lacks.
    static Map<Integer, Field> fields(String message) {
        return Loaded.PARSED.computeIfAbsent(message, name -> parsed(Loaded.LINES.getOrDefault(name, name)));
    }

    /// The name of a kind's message.
    ///
    /// @throws IllegalArgumentException if no built-in kind is called so
    static String ofKind(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash);
        int dot = group.indexOf('.');
        String name = (dot < 0 ? group : group.substring(0, dot)) + "." + apiVersion.substring(slash + 1) + "." + kind;
        String known = Loaded.LINES.containsKey(name) ? name : "meta.v1." + kind;
        if (!Loaded.LINES.containsKey(known)) {
            throw new IllegalArgumentException(
                    "no kind \"" + kind + "\" is registered for version \"" + apiVersion + "\"");
        }
        return known;
    }

    private static Map<Integer, Field> parsed(String line) {
        Map<Integer, Field> fields = new HashMap<>();
        String[] columns = line.split("\t", -1);
        for (int i = 1; i < columns.length; i++) {
            String[] parts = columns[i].split(" ", -1);
            fields.put(Integer.valueOf(parts[0]), field(parts[1], parts[2]));
        }
        return Map.copyOf(fields);
    }

    private static Field field(String name, String code) {
        return switch (code.charAt(0)) {
            case '[' -> new Field(name, Shape.REPEATED, code.substring(1));
            case '{' -> new Field(name, Shape.MAP, code.substring(1));
            case '!' -> new Field(name, Shape.INLINE, code.substring(1));
            default -> new Field(name, Shape.SINGLE, code);
        };
    }

    /// Read when the first protobuf body comes in.
    private static final class Loaded {
        static final Map<String, String> LINES = lines();
        static final Map<String, Map<Integer, Field>> PARSED = new ConcurrentHashMap<>();

        private static Map<String, String> lines() {
            Map<String, String> lines = new HashMap<>();
            try (InputStream resource = Objects.requireNonNull(MessageTable.class.getResourceAsStream(RESOURCE),
                    RESOURCE);
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(resource, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int tab = line.indexOf('\t');
                    lines.put(tab < 0 ? line : line.substring(0, tab), line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " in the server's jar can't be read", e);
            }
            return lines;
        }
    }
}
