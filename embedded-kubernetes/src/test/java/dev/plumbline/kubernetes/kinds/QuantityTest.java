package dev.plumbline.kubernetes.kinds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// [Quantity] against the forms into which a real API server brings quantities.
class QuantityTest {

    @ParameterizedTest
    @CsvSource({"1000m,1", "100m,100m", "1500m,1500m", "0.5,500m", "0.5Gi,512Mi", "1024Mi,1Gi", "1536Mi,1536Mi",
            "1Ki,1Ki", "0.5Ki,512", "1000,1k", "1e3,1e3", "100e-3,100e-3", "0,0", "0Mi,0", "1.5Gi,1536Mi", "2,2",
            "-1,-1", "1000000,1M", "0.1n,1n", "1024,1024", "12E,12E", ".5,500m", "2000Ki,2000Ki"})
    void writesTheCanonicalForm(String written, String canonical) {
        assertThat(Quantity.of(written)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({"x", "1x", "1.2.3", "--1", "1 Gi", "''"})
    void refusesWhatIsNoQuantity(String written) {
        assertThatThrownBy(() -> Quantity.of(written)).isInstanceOf(MalformedValueException.class)
                .hasMessageStartingWith("quantities must match the regular expression");
    }

    @Test
    void comparesByAmountWhateverTheForm() {
        assertThat(Quantity.of("1Gi")).isGreaterThan(Quantity.of("1G"))
                .isEqualByComparingTo(Quantity.of("1024Mi"));
    }
}
