package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a benchmark found: `{"name", "at", "machine", "figures"}`.
record Result(String name, Instant at, Map<String, Figure> figures) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Result {
        figures = new LinkedHashMap<>(figures);
    }

    void write(Path file) throws IOException {
        ObjectNode document = JSON.createObjectNode().put("name", name).put("at", at.toString()).put("machine",
                machine());
        ObjectNode all = document.putObject("figures");
        figures.forEach((figure, value) -> all.set(figure, JSON.valueToTree(value)));
        Files.writeString(file, document.toPrettyString() + "\n");
    }

    /// For a terminal, a line each.
    String table() {
        StringBuilder table = new StringBuilder("%-34s %10s %10s %10s %10s %6s%n".formatted(name, "p50", "p95", "p99",
                "max", "n"));
        figures.forEach((figure, value) -> table.append(switch (value) {
            case Figure.Spread spread ->
                String.format(Locale.ROOT, "%-34s %10.1f %10.1f %10.1f %10.1f %6d  %s%n", figure,
                        spread.p50(), spread.p95(), spread.p99(), spread.max(), spread.n(), spread.unit());
            case Figure.Single single -> String.format(Locale.ROOT, "%-34s %10.1f %44s%n", figure, single.value(),
                    single.unit());
        }));
        return table.append(machine()).append('\n').toString();
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "%d cores, %s %s, JDK %s".formatted(runtime.availableProcessors(), System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.version());
    }
}
