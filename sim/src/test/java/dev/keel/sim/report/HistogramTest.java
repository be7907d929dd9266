package dev.keel.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryValueOnceAndKeepsLossesApartFromGains() {
        double[] values = IntStream.range(-40, 60).mapToDouble(i -> (i + 0.5) / 1_000).toArray();

        String html = new Histogram(values).toHtml();

        assertThat(total(html, "fell")).isEqualTo(40);
        assertThat(total(html, "rose")).isEqualTo(60);
        assertThat(html).contains("aria-label=\"Half of the values lie between");
    }

    @Test
    void drawsASingleValue() {
        assertThat(total(new Histogram(new double[] {0}).toHtml(), "rose")).isEqualTo(1);
    }

    private static int total(String html, String kind) {
        Matcher bars = Pattern.compile("class=\"" + kind + "\"[^>]*: (\\d+)\"").matcher(html);
        int total = 0;
        while (bars.find()) {
            total += Integer.parseInt(bars.group(1));
        }
        return total;
    }
}
