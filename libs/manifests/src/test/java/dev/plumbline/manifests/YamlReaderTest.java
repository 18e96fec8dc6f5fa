package dev.plumbline.manifests;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [YamlReader] against what a kube-apiserver 1.36 makes of an apply-patch body.
class YamlReaderTest {

    @Test
    void readsScalarsAsKubectlDoes() {
        assertThat(Trees.tree("[yes, No, off, ~, 0o7, 017, 0x1F, 1_000, 1e3, .5, 2024-01-01, '1', 08, 12:30:45]"))
                .hasToString("[true,false,false,null,7,15,31,1000,1000,0.5,\"2024-01-01\",\"1\",8,\"12:30:45\"]");
    }

    @Test
    void readsWholeFloatsAsIntegers() {
        assertThat(Trees.tree("[2.0, 1., -1e1, 18446744073709551615, 0b11, +3]"))
                .hasToString("[2,1,-10,18446744073709551615,3,3]");
    }

    @Test
    void namesUnquotedBooleanKeysTrueAndFalse() {
        assertThat(Trees.tree("{n: 1, on: 2, \"y\": 3, 8: 4}")).hasToString("{\"false\":1,\"true\":2,\"y\":3,\"8\":4}");
    }

    @Test
    void keepsTaggedAndQuotedStrings() {
        assertThat(Trees.tree("[!!str 1, \"yes\", 'no', !!binary aGk=]")).hasToString("[\"1\",\"yes\",\"no\",\"hi\"]");
    }

    @Test
    void mergesAnchoredMapsBelowTheirOwnKeys() {
        assertThat(Trees.tree("""
                base: &base {a: 1, b: 2}
                own: {b: 3, <<: *base}
                """).path("own")).hasToString("{\"b\":3,\"a\":1}");
    }

    @Test
    void letsTheLastOfRepeatedKeysWinAndNamesItsLine() {
        YamlDocument document = YamlReader.readFirst("c.yaml", "a: 1\nb: 2\na: 3\n").orElseThrow();

        assertThat(document.value()).hasToString("{\"a\":3,\"b\":2}");
        assertThat(document.duplicates()).containsExactly(new YamlDocument.DuplicateKey("a", 3));
    }

    @Test
    void readsOnlyTheFirstDocumentEvenIfTheNextIsBroken() {
        assertThat(YamlReader.readFirst("c.yaml", "a: 1\n---\n{").orElseThrow().value()).hasToString("{\"a\":1}");
    }

    @Test
    void findsNothingInAnEmptyStream() {
        assertThat(YamlReader.readFirst("c.yaml", "# nothing\n")).isEmpty();
    }

    @Test
    void saysWhereATabIndents() {
        assertThatThrownBy(() -> YamlReader.readAll("c.yaml", "a:\n\tb: 1\n")).isInstanceOf(ManifestException.class)
                .hasMessage("c.yaml:2: the YAML is not well-formed: a tab can't indent YAML; use spaces");
    }

    @Test
    void readsJsonThatIsIndentedWithTabs() {
        assertThat(Trees.tree("{\n\t\"a\": [\n\t\t1,\n\t\t\"b\\\"\\tc\"\n\t]\n}"))
                .hasToString("{\"a\":[1,\"b\\\"\\tc\"]}");
    }

    @Test
    void refusesDocumentsThatMultiplyThemselves() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }

        assertThatThrownBy(() -> YamlReader.readAll("bomb.yaml", bomb.toString()))
                .isInstanceOf(ManifestException.class).hasMessageContaining("excessive aliasing");
    }

    @Test
    void refusesAnchorsThatContainThemselves() {
        assertThatThrownBy(() -> YamlReader.readAll("loop.yaml", "a: &a [*a]"))
                .isInstanceOf(ManifestException.class);
    }
}
