package dev.plumbline.bench;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Percentiles by nearest rank, against lists whose answer is plain.
class FigureTest {
    @Test
    void percentilesAreSamplesOfTheirRank() {
        double[] samples = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertThat(Figure.Spread.of(samples, "ms")).isEqualTo(new Figure.Spread(50, 95, 99, 100, "ms", 100));
    }

    @Test
    void oneSampleIsAllOfThem() {
        assertThat(Figure.Spread.of(new double[]{7}, "ms")).isEqualTo(new Figure.Spread(7, 7, 7, 7, "ms", 1));
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> Figure.Spread.of(new double[0], "ms")).hasMessage("Nothing was measured");
    }
}
