package dev.plumbline.kubernetes.selectors;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The grammars of selectors, and what is said of texts that do not follow them, against k8s.io/apimachinery.
class SelectorsTest {
    @Test
    void aListOfValuesMayHaveEmptyOnes() {
        assertThat(LabelSelector.parse("a in (x,,y)").matches(Map.of("a", ""))).isTrue();
        assertThat(LabelSelector.parse("a in (,x)").matches(Map.of("a", ""))).isTrue();
        assertThat(LabelSelector.parse("a in (x)").matches(Map.of("a", ""))).isFalse();
        assertThat(LabelSelector.parse("a notin ()").matches(Map.of("a", ""))).isFalse();
    }

    @Test
    void aLabelSelectorSaysWhatItExpected() {
        Map<String, String> complaints = Map.of("a in x", "found 'x' expected: '('", "a in (",
                "found '', expected: ',', ')' or identifier", "a in (x", "found '', expected: ',' or ')'", "a in (x,",
                "found '', expected: ',', or identifier", "a in (x y)", "found 'y', expected: ',' or ')'", "a>x",
                "values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer");

        complaints.forEach((text, complaint) -> assertThatThrownBy(() -> LabelSelector.parse(text)).as(text)
                .hasMessage("unable to parse requirement: " + complaint));
    }

    @Test
    void aLabelSelectorCountsItsValuesInOrder() {
        assertThatThrownBy(() -> LabelSelector.parse("a in (x_,b)"))
                .hasMessageStartingWith("unable to parse requirement: values[1][a]: Invalid value: \"x_\": ");
    }

    @Test
    void aFieldSelectorEscapesWhatDividesIt() {
        assertThat(FieldSelector.parse("a=b\\,c\\=\\\\").matches(Map.of("a", "b,c=\\"))).isTrue();
        assertThatThrownBy(() -> FieldSelector.parse("a=b=c"))
                .hasMessage("invalid field selector: unescaped character in value: 61");
        assertThatThrownBy(() -> FieldSelector.parse("a=\\b"))
                .hasMessage("invalid field selector: invalid escape sequence: \\b");
    }
}
