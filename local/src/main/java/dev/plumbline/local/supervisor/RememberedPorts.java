package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.plumbline.local.FreePorts;

/// `DIR/ports.json`: which port each part had, so that addresses survive a restart.
public final class RememberedPorts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Map<String, Integer> ports;

    private RememberedPorts(Path file, Map<String, Integer> ports) {
        this.file = file;
        this.ports = ports;
    }

    public static RememberedPorts of(Path data) throws IOException {
        Path file = data.resolve("ports.json");
        Map<String, Integer> ports = new TreeMap<>();
        if (Files.exists(file)) {
            Map<String, Integer> read = JSON.readValue(file.toFile(), new TypeReference<>() {
            });
            ports.putAll(read);
        }
        return new RememberedPorts(file, ports);
    }

    /// The wanted port, else the one that it had, else a free one. A remembered port that somebody took meanwhile is
    /// given up.
    ///
    /// @throws IOException if the wanted port is taken
    public int of(String part, OptionalInt wanted) throws IOException {
        if (wanted.isPresent() && !FreePorts.isFree(wanted.getAsInt())) {
            throw new IOException("Port " + wanted.getAsInt() + " is in use");
        }
        Integer former = ports.get(part);
        int port = wanted.isPresent()
                ? wanted.getAsInt()
                : former != null && FreePorts.isFree(former) ? former : unused();
        ports.put(part, port);
        AtomicFile.write(file, JSON.writeValueAsBytes(ports));
        return port;
    }

    private int unused() {
        int port = FreePorts.next();
        return ports.containsValue(port) ? unused() : port;
    }
}
