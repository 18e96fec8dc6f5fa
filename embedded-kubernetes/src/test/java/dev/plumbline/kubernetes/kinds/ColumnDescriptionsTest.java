package dev.plumbline.kubernetes.kinds;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.plumbline.kubernetes.json.Json;

import static org.assertj.core.api.Assertions.assertThat;

/// The tables of the built-in kinds against the file that says what their columns mean.
class ColumnDescriptionsTest {

    @Test
    void everyColumnOfATableSaysWhatItMeans() throws IOException {
        List<String> silent = new ArrayList<>();
        List<String> unused = new ArrayList<>();

        for (Map.Entry<String, JsonNode> kind : descriptions().properties()) {
            String[] parts = kind.getKey().split("/", -1);
            List<Column> columns = Strategies.of(parts[0], parts[1]).columns();
            columns.stream().filter(column -> column.description().isEmpty())
                    .forEach(column -> silent.add(kind.getKey() + " " + column.name()));
            kind.getValue().fieldNames().forEachRemaining(name -> {
                if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                    unused.add(kind.getKey() + " " + name);
                }
            });
        }

        assertThat(silent).isEmpty();
        assertThat(unused).isEmpty();
    }

    @Test
    void numbersAndFlagsStayWhatTheyAreWhereTheColumnIsDeclaredAsText() {
        ObjectNode scaler = JsonNodeFactory.instance.objectNode();
        scaler.putObject("spec").put("minReplicas", 2).put("maxReplicas", 5);
        Strategy strategy = Strategies.of("autoscaling", "HorizontalPodAutoscaler");

        assertThat(strategy.columns()).extracting(Column::type).containsOnly("string");
        assertThat(strategy.cells(scaler)).contains(JsonNodeFactory.instance.numberNode(5),
                JsonNodeFactory.instance.textNode("2"));
    }

    @Test
    void marksTheRowOfAPodThatHasEnded() {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("status").put("phase", "Succeeded");

        assertThat(Strategies.of("", "Pod").completion(pod))
                .hasValueSatisfying(row -> assertThat(row.path("reason").asText()).isEqualTo("Succeeded"));
        assertThat(Strategies.of("", "ConfigMap").completion(pod)).isEmpty();
    }

    private static JsonNode descriptions() throws IOException {
        try (InputStream in = ColumnDescriptionsTest.class
                .getResourceAsStream("/dev/plumbline/kubernetes/column-descriptions.json")) {
            return Json.readOwn(in.readAllBytes());
        }
    }
}
