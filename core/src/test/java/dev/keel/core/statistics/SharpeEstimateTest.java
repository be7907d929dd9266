package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * The numbers of Bailey and Lopez de Prado, "The Deflated Sharpe Ratio" (2014): annual ratio 2.5
 * over 1,250 days of which 250 make a year, variance of the trials 0.5 a year.
 */
class SharpeEstimateTest {
    private static final double DAILY = 2.5 / Math.sqrt(250);
    private static final double VARIANCE = 0.5 / 250;

    private static final SharpeEstimate SKEWED = new SharpeEstimate(DAILY, 1250, -3, 10);
    private static final SharpeEstimate NORMAL = new SharpeEstimate(DAILY, 1250, 0, 3);

    @Test
    void expectsMoreOfTheBestOfMoreTrials() {
        assertThat(SharpeEstimate.expectedMaximum(VARIANCE, 100)).isCloseTo(0.113172, within(5e-7));
        assertThat(SharpeEstimate.expectedMaximum(VARIANCE, 1)).isZero();
        assertThat(SharpeEstimate.expectedMaximum(VARIANCE, 1_000_000))
                .isGreaterThan(SharpeEstimate.expectedMaximum(VARIANCE, 1_000));
    }

    @Test
    void deflatesAsThePaperDoes() {
        assertThat(SKEWED.deflated(VARIANCE, 100)).isCloseTo(0.9004, within(5e-5));
        assertThat(SKEWED.deflated(VARIANCE, 46)).isCloseTo(0.9505, within(5e-5));
        assertThat(NORMAL.deflated(VARIANCE, 88)).isCloseTo(0.9505, within(5e-5));
    }

    @Test
    void saysHowLongATrackRecordMustBe() {
        SharpeEstimate estimate = new SharpeEstimate(0.1, 100, 0, 3);

        assertThat(estimate.minimumObservations(0, 0.95).orElseThrow())
                .isCloseTo(272.907, within(5e-4));
        assertThat(estimate.minimumObservations(0.1, 0.95)).isEmpty();
    }

    @Test
    void isSureAfterTheLeastTrackRecord() {
        int least = (int) Math.ceil(SKEWED.minimumObservations(0.01, 0.95).orElseThrow());
        SharpeEstimate enough = new SharpeEstimate(DAILY, least, -3, 10);
        SharpeEstimate tooShort = new SharpeEstimate(DAILY, least - 1, -3, 10);

        assertThat(enough.probabilityAbove(0.01)).isGreaterThanOrEqualTo(0.95);
        assertThat(tooShort.probabilityAbove(0.01)).isLessThan(0.95);
    }

    @Test
    void oneTrialIsNotDeflated() {
        assertThat(SKEWED.deflated(VARIANCE, 1)).isEqualTo(SKEWED.probabilityAbove(0));
    }

    @Test
    void intervalEndsWhereTheProbabilityDoes() {
        Interval interval = SKEWED.interval(0.9);

        assertThat(interval.estimate()).isEqualTo(DAILY);
        assertThat(SKEWED.probabilityAbove(interval.low())).isCloseTo(0.95, within(1e-12));
        assertThat(SKEWED.probabilityAbove(interval.high())).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void measuresReturns() {
        SharpeEstimate estimate =
                SharpeEstimate.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9}).orElseThrow();

        assertThat(estimate.ratio()).isCloseTo(5 / Math.sqrt(32 / 7.0), within(1e-15));
        assertThat(estimate.observations()).isEqualTo(8);
    }

    @Test
    void returnsThatDoNotVaryHaveNoRatio() {
        assertThat(SharpeEstimate.of(new double[] {0, 0, 0})).isEmpty();
        assertThat(SharpeEstimate.of(new double[] {0.1, 0.1, 0.1})).isEmpty();
        assertThat(SharpeEstimate.of(new double[] {1})).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new SharpeEstimate(0.1, 1, 0, 3))
                .hasMessage("observations must be at least 2, was 1");
        assertThatThrownBy(() -> new SharpeEstimate(0.1, 10, 2, 3))
                .hasMessage("kurtosis must be at least 1 + skewness^2, was 3.0 with skewness 2.0");
        assertThatThrownBy(() -> SharpeEstimate.expectedMaximum(-1, 3))
                .hasMessage("varianceOfTrials must be 0 or more, was -1.0");
        assertThatThrownBy(() -> SharpeEstimate.expectedMaximum(1, 0))
                .hasMessage("trials must be at least 1, was 0");
    }
}
