package dev.keel.signals.learn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryScoresTest {
    /** The published vector. */
    private static final BinaryScores VECTOR =
            BinaryScores.of(new double[] {0.9, 0.8, 0.7, 0.3, 0.2}, new int[] {1, 1, 0, 0, 1});

    @Test
    void scoresTheVector() {
        assertThat(VECTOR.brier()).isCloseTo(0.254, within(1e-12));
        assertThat(VECTOR.logLoss()).isCloseTo(0.6997179455, within(1e-10));
        assertThat(VECTOR.accuracy()).isCloseTo(0.6, within(1e-12));
        assertThat(VECTOR.baseRate()).isCloseTo(0.6, within(1e-12));
    }

    /** Six pairs; 0.9 and 0.8 are above both zeros, 0.2 is above neither. */
    @Test
    void ranksPairs() {
        assertThat(VECTOR.auc()).isCloseTo(4.0 / 6, within(1e-12));
    }

    /** Five bins of one each: |0.1| + |0.2| + |0.7| + |0.3| + |0.8| over 5. */
    @Test
    void measuresCalibration() {
        assertThat(VECTOR.calibrationError()).isCloseTo(0.42, within(1e-12));
    }

    @Test
    void countsTiesHalf() {
        BinaryScores scores = BinaryScores.of(new double[] {0.5, 0.5, 0.5}, new int[] {1, 0, 1});

        assertThat(scores.auc()).isEqualTo(0.5);
    }

    @Test
    void agreesWithCountingAllPairs() {
        SplittableRandom random = new SplittableRandom(3);
        double[] p = new double[300];
        int[] y = new int[300];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextInt(20) / 20.0;
            y[i] = random.nextDouble() < p[i] ? 1 : 0;
        }

        assertThat(BinaryScores.of(p, y).auc()).isCloseTo(byPairs(p, y), within(1e-12));
    }

    @Test
    void keepsTheLossOfCertaintyFinite() {
        assertThat(BinaryScores.logLoss(0, 1)).isCloseTo(34.538776394910684, within(1e-9));
        assertThat(BinaryScores.logLoss(1, 1)).isZero();
    }

    @Test
    void knowsTheLossOfTheBaseRate() {
        assertThat(VECTOR.baseLogLoss())
                .isCloseTo(-0.6 * Math.log(0.6) - 0.4 * Math.log(0.4), within(1e-12));
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new double[] {Double.NaN}, new int[] {1}))
                .withMessage("probability must be within 0..1, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new double[] {0.5}, new int[] {2}))
                .withMessage("outcome must be 0 or 1, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinaryScores.of(new double[0], new int[0]))
                .withMessageContaining("at least 1");
    }

    private static double byPairs(double[] p, int[] y) {
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                if (y[i] == 1 && y[j] == 0) {
                    pairs++;
                    won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }
}
