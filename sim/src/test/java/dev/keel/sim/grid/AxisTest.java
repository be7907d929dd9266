package dev.keel.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fast=5..8 | 5 6 7 8",
                "fast=5..10:2 | 5 7 9",
                "limit=0.1..0.3:0.1 | 0.1 0.2 0.3",
                "fast=30,10,20 | 30 10 20",
                "fast=-1..1 | -1 0 1",
                "fast=7 | 7",
                "size=100..300:100 | 100 200 300"
            })
    void readsRangesAndLists(String text, String values) {
        assertThat(Axis.parse(text).values())
                .containsExactlyElementsOf(
                        List.of(values.split(" ", -1)).stream().map(BigDecimal::new).toList());
    }

    @Test
    void writesWholeNumbersWithoutAnExponent() {
        assertThat(Axis.parse("size=100..200:100").values())
                .extracting(BigDecimal::toString)
                .containsExactly("100", "200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fast | must look like",
                "=5..6 | must look like",
                "fast= | must look like",
                "fast=a..6 | must have numbers",
                "fast=8..5 | must rise",
                "fast=5..8:0 | must rise",
                "fast=5,5.0 | each value once",
                "fast=0..1:0.0000001 | at most 100000 values"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.parse(text))
                .withMessageContaining(message);
    }
}
