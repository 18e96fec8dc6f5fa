package dev.plumbline.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Events against their JSON: what was written once is read for ever, and what a newer writer adds is read over.
class EventJsonTest {
    private static final JsonMapper JSON = EventJson.mapper();
    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void committedSampleIsReadAsTheSameEvent(EventType type) throws IOException {
        Path file = SAMPLES.resolve(type.typeName() + ".json");
        if ("write".equals(System.getProperty("plumbline.samples")) && !Files.exists(file)) {
            Files.createDirectories(SAMPLES);
            Files.writeString(file,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Samples.all().get(type)) + "\n");
        }

        Event read = JSON.readValue(file.toFile(), type.body());

        assertThat(read).isEqualTo(Samples.all().get(type));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void fieldsOfANewerWriterAreReadOver(EventType type) throws IOException {
        ObjectNode newer = JSON.valueToTree(Samples.all().get(type));
        newer.putObject("added").put("later", 1);

        Event read = JSON.treeToValue(newer, type.body());

        assertThat(read).isEqualTo(Samples.all().get(type));
    }

    @Test
    void enumValuesOfANewerWriterAreReadAsUnknown() throws IOException {
        ObjectNode newer = JSON.valueToTree(Samples.all().get(EventType.CHANGE));
        newer.put("outcome", "postponed");

        Change read = JSON.treeToValue(newer, Change.class);

        assertThat(read.outcome()).isEqualTo(Change.Outcome.UNKNOWN);
    }

    @Test
    void missingComponentIsNamed() {
        ObjectReader reader = JSON.readerFor(ApplicationStatus.class);

        assertThatThrownBy(() -> reader.readValue("{\"name\": \"shop\"}")).hasMessageContaining("cluster");
    }
}
