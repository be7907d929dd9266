package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.junit.jupiter.api.Test;

/** Compared with commons-statistics, which computes both functions another way. */
class NormalDistributionTest {
    private static final ContinuousDistribution ORACLE =
            org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1);

    @Test
    void agreesWithTheOracleOnProbabilities() {
        for (double x = -37; x <= 9; x += 0.0137) {
            double expected = ORACLE.cumulativeProbability(x);

            assertThat(NormalDistribution.cdf(x)).isCloseTo(expected, within(expected * 1e-12));
        }
    }

    @Test
    void agreesWithTheOracleOnQuantiles() {
        for (double exponent = -300; exponent < -0.31; exponent += 0.37) {
            double probability = Math.pow(10, exponent);
            double expected = ORACLE.inverseCumulativeProbability(probability);

            assertThat(NormalDistribution.quantile(probability))
                    .isCloseTo(expected, within(Math.abs(expected) * 1e-12));
        }
    }

    @Test
    void quantileIsTheInverseOfTheProbability() {
        for (double probability = 0.0005; probability < 1; probability += 0.0005) {
            double x = NormalDistribution.quantile(probability);

            assertThat(NormalDistribution.cdf(x)).isCloseTo(probability, within(1e-14));
        }
    }

    @Test
    void isSymmetric() {
        assertThat(NormalDistribution.cdf(0)).isEqualTo(0.5);
        assertThat(NormalDistribution.quantile(0.5)).isZero();
        assertThat(NormalDistribution.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(NormalDistribution.quantile(0.025)).isCloseTo(-1.959963984540054, within(1e-14));
    }

    @Test
    void endsAreInfinite() {
        assertThat(NormalDistribution.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(NormalDistribution.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(NormalDistribution.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalDistribution.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> NormalDistribution.quantile(1.1))
                .hasMessage("probability must be 0 to 1, was 1.1");
        assertThatThrownBy(() -> NormalDistribution.quantile(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NormalDistribution.cdf(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
