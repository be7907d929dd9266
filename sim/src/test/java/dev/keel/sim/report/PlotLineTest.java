package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.sim.report.ValueAxis.Scale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlotLineTest {
    @Test
    void drawsFewPointsAsTheyAre() {
        String path = path(0, 400, 100);

        assertThat(path).isEqualTo("M0 400L600 0L1200 300");
    }

    @Test
    void keepsTheExtremesOfEveryColumn() {
        double[] values = new double[1_000_000];
        Arrays.fill(values, 200);
        values[654_321] = 400;
        values[654_322] = 0;

        String path = path(values);

        assertThat(path).contains(" 0L").contains(" 400L");
        assertThat(path.length()).isLessThan(20_000);
    }

    @Test
    void staysSmallHoweverLongTheSeries() {
        double[] values = new double[75_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 200 + 190 * Math.sin(i * 12.9898);
        }

        assertThat(path(values).length()).isLessThan(30_000);
    }

    private static String path(double... values) {
        TimeAxis time = new TimeAxis(0, Math.max(1, values.length - 1));
        ValueAxis axis = new ValueAxis(0, 400, Scale.LINEAR);
        return PlotLine.path(time, axis, values.length, i -> i, i -> values[i]);
    }
}
