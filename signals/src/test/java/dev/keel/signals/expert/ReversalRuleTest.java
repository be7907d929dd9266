package dev.keel.signals.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReversalRuleTest {

    private static final long HOUR = 3_600_000;
    private static final EvidenceName NAME = index -> "date " + index;

    private final ReversalRule rule = new ReversalRule(HOUR);

    @Test
    void pressesAgainstTheMoveOfTheLastTenBars() {
        rule.addBar(12, 1, 0.8, NAME, 3);
        run(0, 13, 0.5, 2);

        // Ten bars of 0.5 over A sqrt(10), A = 2.
        double z = 5 / (2 * Math.sqrt(10));
        assertThat(rule.isAwake()).isTrue();
        assertThat(rule.score()).isEqualTo(-0.8 * Math.tanh(z), within(1e-12));
        assertThat(rule.reliability()).isEqualTo(0.4 * Math.tanh(z), within(1e-12));
        assertThat(rule.evidence())
                .extracting(reason -> reason.text())
                .containsExactly("the last ten bars rose into a date", "date 3");
    }

    @Test
    void isAwakeFromAWindowWeightOfThreeTenthsOn() {
        rule.addBar(20, 1, 1, NAME, 0);
        for (int i = 0; i < 30; i++) {
            run(i, i + 1, 0.5, 2);
            double weight = Math.exp(-(20.0 - i) * (20 - i) / 2);
            assertThat(rule.windowWeight()).isEqualTo(weight, within(4e-4));
            assertThat(rule.isAwake()).isEqualTo(i >= 19 && i <= 21);
        }
    }

    @Test
    void dropsWindowsThatHaveClosed() {
        for (int i = 0; i < 500; i++) {
            rule.addBar(100 - i % 100, 2, 1, NAME, i);
        }
        assertThat(rule.windows()).isEqualTo(500);

        run(0, 110, 0, 1);

        assertThat(rule.windows()).isZero();
    }

    @Test
    void clipsTheWeightOfManyDatesToOne() {
        rule.addBar(15, 2, 0.9, NAME, 0);
        rule.addBar(16, 2, 0.9, NAME, 1);
        run(0, 16, 1, 1);

        assertThat(rule.windowWeight()).isEqualTo(1);
    }

    @Test
    void takesAnInstantWithinABarAsThatBar() {
        rule.addInstant(15 * HOUR + 12_345, 1, 1, NAME, 0);
        run(0, 15, 1, 1);
        double before = rule.windowWeight();
        run(15, 16, 1, 1);
        double within = rule.windowWeight();
        run(16, 17, 1, 1);
        double after = rule.windowWeight();

        double early = 12_345.0 / HOUR;
        assertThat(within).isEqualTo(1);
        assertThat(before).isEqualTo(Math.exp(-early * early / 2), within(1e-9));
        assertThat(after).isEqualTo(Math.exp(-(1 - early) * (1 - early) / 2), within(1e-9));
    }

    @Test
    void sleepsInAFlatMarketAndBeforeTenBars() {
        rule.addBar(5, 10, 1, NAME, 0);
        run(0, 9, 1, 1);
        assertThat(rule.isAwake()).isFalse();

        run(9, 14, 0, 0);

        assertThat(rule.isAwake()).isFalse();
        assertThat(rule.score()).isZero();
        assertThat(rule.evidence()).isEmpty();
    }

    @Test
    void agreesWithTheSumOverAllDates() {
        SplittableRandom random = new SplittableRandom(7);
        double[] dates = random.doubles(200, 0, 400).toArray();
        double[] sigmas = random.doubles(200, 1, 8).toArray();
        for (int i = 0; i < dates.length; i++) {
            rule.addBar(dates[i], sigmas[i], 0.05, NAME, i);
        }
        for (int t = 0; t < 400; t++) {
            run(t, t + 1, 1, 1);
            double sum = 0;
            for (int i = 0; i < dates.length; i++) {
                double distance = (t - dates[i]) / sigmas[i];
                sum += 0.05 * Math.exp(-distance * distance / 2);
            }
            assertThat(rule.windowWeight()).isEqualTo(Math.min(1, sum), within(2e-3));
        }
    }

    @Test
    void widensTheWindowWithTheSpan() {
        assertThat(ReversalRule.sigmaBars(30)).isEqualTo(1);
        assertThat(ReversalRule.sigmaBars(360)).isEqualTo(7.2, within(1e-12));
    }

    @Test
    void refusesBarsWithoutLength() {
        assertThatThrownBy(() -> new ReversalRule(0))
                .hasMessage("barMillis must be above 0, was 0");
    }

    private void run(int from, int to, double step, double range) {
        for (int i = from; i < to; i++) {
            rule.onBar(i * HOUR, 100 + i * step, range);
        }
    }
}
