package dev.keel.signals.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SwingChartTest {

    @Test
    void turnsAfterTwoBarsInARow() {
        SwingChart chart = new SwingChart(2);
        double[][] bars = {{10, 9}, {11, 10}, {12, 11}, {11.5, 10.5}, {11, 10}, {12.5, 11}};
        int[] directions = {0, 0, 1, 1, -1, -1};
        for (int i = 0; i < bars.length; i++) {
            assertThat(feed(chart, bars[i][0], bars[i][1])).isEqualTo(directions[i]);
        }
        assertThat(chart.swingHigh()).isEqualTo(12);
        assertThat(chart.swingLow()).isEqualTo(9);
        assertThat(chart.barsSinceTurn()).isEqualTo(1);
        assertThat(chart.swingRange()).isEqualTo(2);
    }

    @Test
    void ignoresInsideBars() {
        SwingChart chart = new SwingChart(2);
        feed(chart, 10, 9);
        feed(chart, 11, 10);
        feed(chart, 10.8, 10.2);
        feed(chart, 10.9, 10.1);

        assertThat(feed(chart, 12, 11)).isEqualTo(1);
    }

    @Test
    void takesTheLowOfAnOutsideBarFirstIfItClosedUp() {
        SwingChart up = new SwingChart(1);
        SwingChart down = new SwingChart(1);
        feed(up, 10, 9);
        feed(down, 10, 9);

        assertThat(up.update(9.2, 11, 8, 10.5)).isEqualTo(1);
        assertThat(down.update(9.8, 11, 8, 8.5)).isEqualTo(-1);
        assertThat(up.swingLow()).isEqualTo(8);
        assertThat(down.swingHigh()).isEqualTo(11);
    }

    @Test
    void tellsTheTrendFromTwoSwingsAndItsChangeFromABreak() {
        SwingChart chart = new SwingChart(1);
        double[] middles = {10, 12, 11, 13, 12, 14};
        for (double middle : middles) {
            feed(chart, middle + 0.5, middle - 0.5);
        }
        assertThat(chart.trend()).isEqualTo(1);
        assertThat(chart.swingLow()).isEqualTo(11.5);

        feed(chart, 12, 11.4);

        assertThat(chart.trend()).isEqualTo(-1);
    }

    @Test
    void refusesATurnAfterNoBars() {
        assertThatThrownBy(() -> new SwingChart(0))
                .hasMessage("confirmingBars must be at least 1, was 0");
    }

    private static int feed(SwingChart chart, double high, double low) {
        return chart.update((high + low) / 2, high, low, (high + low) / 2);
    }
}
