package dev.keel.signals.learn.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.learn.score.BinaryScores;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    @Test
    void takesPlattBelowAThousandSamplesAndIsotonicFromThere() {
        assertThat(fitted(999)).isInstanceOf(Calibration.Platt.class);
        assertThat(fitted(1_000)).isInstanceOf(Calibration.Isotonic.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 5_000})
    void correctsAModelThatExaggerates(int count) {
        double[] p = exaggerated(2, count);
        int[] y = outcomes(2, count);
        Calibration calibration = Calibration.fit(exaggerated(3, count), outcomes(3, count));

        double[] calibrated = new double[count];
        for (int i = 0; i < count; i++) {
            calibrated[i] = calibration.apply(p[i]);
        }

        assertThat(BinaryScores.of(calibrated, y).logLoss())
                .isLessThan(BinaryScores.of(p, y).logLoss());
        assertThat(BinaryScores.of(calibrated, y).calibrationError()).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 3_000})
    void neverFalls(int count) {
        Calibration calibration = fitted(count);

        double last = 0;
        for (int i = 0; i <= 1_000; i++) {
            double p = calibration.apply(i / 1_000.0);
            assertThat(p).isBetween(last, 1.0);
            last = p;
        }
    }

    /** Shares 0, 1/2 of the joined middle, 1; softened to (ones + 1) / (n + 2). */
    @Test
    void poolsAdjacentViolators() {
        Calibration.Isotonic fitted =
                IsotonicFit.of(new double[] {0.1, 0.4, 0.6, 0.9}, new int[] {0, 1, 0, 1});

        assertThat(fitted.describe().split(" ", -1)).hasSize(4);
        assertThat(fitted.apply(0.1)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(fitted.apply(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(fitted.apply(0.9)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(fitted.apply(0.3)).isCloseTo((1.0 / 3 + 0.5) / 2, within(1e-12));
        assertThat(fitted.apply(0)).isCloseTo(1.0 / 3, within(1e-12));
    }

    /** A model that is wrong more often than not is not turned around: it says nothing. */
    @Test
    void levelsAModelThatRanksTheWrongWay() {
        double[] p = {0.9, 0.8, 0.7, 0.3, 0.2, 0.1};

        Calibration.Platt platt = PlattFit.of(p, new int[] {0, 0, 0, 1, 1, 1});

        assertThat(platt.a()).isZero();
        assertThat(platt.apply(0.9)).isCloseTo(0.5, within(1e-12));
    }

    /** At the minimum both derivatives of the loss vanish. */
    @Test
    void findsTheLeastLossOfPlatt() {
        double[] p = exaggerated(4, 400);
        int[] y = outcomes(4, 400);

        Calibration.Platt platt = PlattFit.of(p, y);

        double ones = 0;
        for (int outcome : y) {
            ones += outcome;
        }
        double sum = 0;
        double product = 0;
        for (int i = 0; i < p.length; i++) {
            double target = y[i] == 1 ? (ones + 1) / (ones + 2) : 1 / (p.length - ones + 2);
            double error = platt.apply(p[i]) - target;
            sum += error;
            product += error * PlattFit.logOdds(p[i]);
        }
        assertThat(sum).isCloseTo(0, within(1e-6));
        assertThat(product).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 3_000})
    void readsItsOwnDescription(int count) {
        Calibration fitted = fitted(count);

        Calibration read = Calibration.parse(fitted.describe());

        for (int i = 0; i <= 100; i++) {
            assertThat(read.apply(i / 100.0)).isEqualTo(fitted.apply(i / 100.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "platt 1", "platt x 1", "isotonic", "isotonic 0.1", "other 1 2"})
    void refusesWhatIsNoDescription(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Calibration.parse(text));
    }

    /** The published vector. */
    @ParameterizedTest
    @CsvSource({"0.55, 0.080056", "0.6, 0.161744", "0.7, 0.337479", "0.9, 0.817578"})
    void sizesBets(double probability, double size) {
        assertThat(BetSize.of(probability)).isCloseTo(size, within(5e-7));
        assertThat(BetSize.of(1 - probability)).isCloseTo(-size, within(5e-7));
    }

    /** The published vector. */
    @Test
    void sizesByKelly() {
        assertThat(BetSize.kelly(0.55, 1)).isCloseTo(0.1, within(1e-12));
        assertThat(BetSize.kelly(0.6, 1.5)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(BetSize.cautiousKelly(0.6, 1.5)).isCloseTo(1.0 / 12, within(1e-12));
        assertThat(BetSize.cautiousKelly(0.4, 1)).isZero();
    }

    /** Being right most often would take all five; the first two made most. */
    @Test
    void choosesTheThresholdThatMadeMost() {
        double[] p = {0.9, 0.8, 0.7, 0.6, 0.55};
        double[] net = {0.02, 0.03, -0.06, 0.01, 0.01};

        TradeThreshold chosen = TradeThreshold.choose(p, net, 1);

        assertThat(chosen.probability()).isEqualTo(0.8);
        assertThat(chosen.trades()).isEqualTo(2);
        assertThat(chosen.meanNet()).isCloseTo(0.025, within(1e-12));
        assertThat(chosen.allows(0.79)).isFalse();
    }

    @Test
    void tradesNeverWhereNothingPaid() {
        assertThat(TradeThreshold.choose(new double[] {0.9, 0.5}, new double[] {-0.1, 0.05}, 1))
                .isEqualTo(TradeThreshold.NEVER);
        assertThat(TradeThreshold.NEVER.allows(1)).isFalse();
    }

    private static Calibration fitted(int count) {
        return Calibration.fit(exaggerated(1, count), outcomes(1, count));
    }

    private static double truth(SplittableRandom random) {
        return 0.3 + 0.4 * random.nextDouble();
    }

    /** Says 5 p - 2 where p is true, cut at 0.01 and 0.99. */
    private static double[] exaggerated(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] said = new double[count];
        for (int i = 0; i < count; i++) {
            said[i] = Math.clamp(5 * truth(random) - 2, 0.01, 0.99);
            random.nextDouble();
        }
        return said;
    }

    private static int[] outcomes(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] outcomes = new int[count];
        for (int i = 0; i < count; i++) {
            double p = truth(random);
            outcomes[i] = random.nextDouble() < p ? 1 : 0;
        }
        return outcomes;
    }
}
