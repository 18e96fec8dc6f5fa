package dev.plumbline.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;

import static org.assertj.core.api.Assertions.assertThat;

/// The committed JSON Schemas against the records: they say the same, and no change breaks a reader of the former ones.
///
/// `-Dplumbline.schemas=write` writes the schemas anew, unless that would break a reader.
class SchemaTest {
    private static final Path DIRECTORY = Path.of("src/main/resources/schemas");
    private static final ObjectWriter PRETTY = EventJson.mapper().writerWithDefaultPrettyPrinter();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void committedSchemaSaysWhatTheRecordSays(EventType type) throws IOException {
        String generated = PRETTY.writeValueAsString(new Schemas().of(type)) + "\n";
        Path file = DIRECTORY.resolve(type.typeName() + ".json");
        if ("write".equals(System.getProperty("plumbline.schemas"))) {
            write(file, generated);
        }

        assertThat(file).as("run with -Dplumbline.schemas=write after a compatible change")
                .content(StandardCharsets.UTF_8).isEqualTo(generated);
    }

    private static void write(Path file, String generated) throws IOException {
        if (Files.exists(file)) {
            JsonNode former = EventJson.mapper().readTree(file.toFile());
            assertThat(breaks(former, EventJson.mapper().readTree(generated), "#"))
                    .as("changes that break readers of the former schema: make a new version of the event").isEmpty();
        }
        Files.createDirectories(DIRECTORY);
        Files.writeString(file, generated);
    }

    private static List<String> breaks(JsonNode former, JsonNode next, String at) {
        List<String> found = new ArrayList<>();
        if (!former.path("type").equals(next.path("type"))) {
            found.add(at + ": type was " + former.path("type") + ", is " + next.path("type"));
        }
        Set<String> noLongerSent = texts(former.path("required"));
        noLongerSent.removeAll(texts(next.path("required")));
        noLongerSent.forEach(name -> found.add(at + ": " + name + " was always there and may be missing now"));
        for (String part : List.of("properties", "$defs")) {
            former.path(part).properties().forEach(property -> {
                JsonNode now = next.path(part).path(property.getKey());
                String where = at + "/" + part + "/" + property.getKey();
                found.addAll(now.isMissingNode()
                        ? List.of(where + " is gone")
                        : breaks(property.getValue(), now, where));
            });
        }
        return found;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
