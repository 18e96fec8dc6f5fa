package dev.plumbline.rendering.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Numbers, plain scalars and keys against what go-yaml makes of them.
class YamlPrinterTest {

    @ParameterizedTest
    @CsvSource({"1234567.5, 1.2345675e+06", "123456.5, 123456.5", "1e20, 1e+20", "1e21, 1e+21", "0.00001, 1e-05",
            "0.0001, 0.0001", "1.5e300, 1.5e+300", "-2.5, -2.5"})
    void writesFloatsAsGoDoes(double value, String expected) {
        assertThat(GoNumbers.shortest(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0644, INT", "08, FLOAT", "0o17, INT", "0xZZ, STR", "1_000, INT", "1e3, FLOAT", "1e, STR", "+5, INT",
            "18446744073709551615, INT", "18446744073709551616, FLOAT", "2024-01-31, TIMESTAMP", "2024-13-01, STR",
            "yes, STR", "true, BOOL", "~, NULL", ".inf, FLOAT", "-, STR", "12:30, STR"})
    void readsPlainScalarsAsGoYamlDoes(String text, Tag expected) {
        assertThat(Dialect.V3.tagOf(text)).isEqualTo(expected);
    }

    @Test
    void ordersKeysNaturally() {
        assertThat(KeyOrder.isLess("a9", "a10")).isTrue();
        assertThat(KeyOrder.isLess("-a", "A")).isTrue();
        assertThat(KeyOrder.isLess("Z", "a")).isTrue();
        assertThat(KeyOrder.isLess("a", "a0")).isTrue();
    }
}
