package dev.keel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BarColumnsTest {
    private static final BarFormat FORMAT = new BarFormat(Timeframe.M1, 2, 0);

    @Test
    void columnsAreTheBarsThatABuilderWouldCollect() {
        BarSeries series =
                BarSeries.ofColumns(
                        FORMAT,
                        new long[] {0, 60_000},
                        new long[] {10, 11},
                        new long[] {12, 13},
                        new long[] {9, 10},
                        new long[] {11, 12},
                        new long[] {5, 0});

        assertThat(series.size()).isEqualTo(2);
        assertThat(series.bar(0)).isEqualTo(new Bar(FORMAT, 0, 10, 12, 9, 11, 5));
        assertThat(series.bar(1)).isEqualTo(new Bar(FORMAT, 60_000, 11, 13, 10, 12, 0));
        assertThat(series.volume(0)).isEqualTo(5);
    }

    @Test
    void refusesRowsThatAreNoBars() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(10, 9, 9, 10, 1))
                .withMessageContaining("bar must have 0 < low <= open, close <= high");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one(10, 11, 9, 10, -1))
                .withMessage("volume must not be negative, was -1");
    }

    @Test
    void refusesTimesThatDoNotRise() {
        long[] ones = {1, 1};

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BarSeries.ofColumns(
                                FORMAT, new long[] {7, 7}, ones, ones, ones, ones, ones))
                .withMessageStartingWith("bar times must increase");
    }

    @Test
    void refusesColumnsOfOtherLengths() {
        long[] one = {1};

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BarSeries.ofColumns(FORMAT, one, one, one, one, one, new long[] {1, 2}))
                .withMessage("columns must be of one length, were 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarSeries.ofColumns(FORMAT, one, one))
                .withMessage("columns must be 6, were 2");
    }

    private static void one(long open, long high, long low, long close, long volume) {
        var _ =
                BarSeries.ofColumns(
                        FORMAT,
                        new long[] {0},
                        new long[] {open},
                        new long[] {high},
                        new long[] {low},
                        new long[] {close},
                        new long[] {volume});
    }
}
