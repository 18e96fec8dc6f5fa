package dev.plumbline.rendering.yaml;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [YamlReader] where go-yaml is more tolerant, or less, than YAML 1.2.
class YamlReaderTest {

    @Test
    void takesTabsBetweenTokensForSpaces() {
        assertThat(json("a:\t\n  b:\tc\nd: [1,\t2]\t# note\n")).isEqualTo("{\"a\":{\"b\":\"c\"},\"d\":[1,2]}");
        assertThatThrownBy(() -> json("a:\n\tb: c\n")).isInstanceOf(YamlProblem.class);
    }

    @Test
    void splitsAtSeparatorLinesAndCountsLinesOfTheFile() {
        var documents = YamlReader.documents("# head\n---\na: 1\n--- # two\n\nb: 2\r\n---\n# nothing\n---\nc: 3");

        assertThat(documents).extracting(YamlDocument::line).containsExactly(3, 6, 10);
        assertThatThrownBy(() -> YamlReader.documents("a: 1\n--- b: 2\nc: 3\n")).hasMessageContaining("separator");
    }

    @Test
    void replacesAliasesAndMergeKeys() {
        assertThat(json("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: *x\n"))
                .isEqualTo("{\"x\":{\"a\":1,\"b\":2},\"y\":{\"a\":1,\"b\":3},\"z\":{\"a\":1,\"b\":2}}");
    }

    @Test
    void refusesTheEscapedSlashOfJson() {
        assertThatThrownBy(() -> json("{\"a\": \"b\\/c\"}")).hasMessageContaining("unknown escape");
        assertThat(json("{\"a\": \"b/c\\\\/d\"}")).isEqualTo("{\"a\":\"b/c\\\\/d\"}");
    }

    private static String json(String text) {
        return GoJson.text(JsonValues.of(YamlReader.documents(text).getFirst().root()));
    }
}
