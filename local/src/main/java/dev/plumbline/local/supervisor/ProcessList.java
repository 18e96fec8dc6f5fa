package dev.plumbline.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// `DIR/processes.json`: which processes belong to a data directory, in the order of their start, so that the next
/// start and `down` find what a killed supervisor left behind.
final class ProcessList {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Map<String, ProcessRecord> records = new LinkedHashMap<>();

    private ProcessList(Path file) {
        this.file = file;
    }

    static ProcessList empty(Path data) {
        return new ProcessList(data.resolve("processes.json"));
    }

    static ProcessList read(Path data) throws IOException {
        ProcessList list = empty(data);
        if (Files.exists(list.file)) {
            List<ProcessRecord> read = JSON.readValue(list.file.toFile(), new TypeReference<>() {
            });
            read.forEach(process -> list.records.put(process.name(), process));
        }
        return list;
    }

    synchronized void put(ProcessRecord process) throws IOException {
        records.put(process.name(), process);
        AtomicFile.write(file, JSON.writeValueAsBytes(records.values()));
    }

    synchronized void clear() throws IOException {
        records.clear();
        Files.deleteIfExists(file);
    }

    /// Last started first.
    synchronized List<ProcessRecord> latestFirst() {
        return new ArrayList<>(records.values()).reversed();
    }
}
