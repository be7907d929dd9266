package dev.keel.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverfittingTest {
    @Test
    void sixteenBlocksMakeAllTheCombinationsOfTheReference() {
        assertThat(Overfitting.of(noise(3, 64, 1), 16).combinations()).isEqualTo(12_870);
        assertThat(Overfitting.of(noise(3, 64, 1), 6).combinations()).isEqualTo(20);
        assertThat(Overfitting.of(noise(3, 64, 1), 2).combinations()).isEqualTo(2);
    }

    /** Among configurations without skill the best of a sample is anywhere in the test. */
    @Test
    void choosingAmongNoiseIsOverfittingHalfOfTheTime() {
        double sum = 0;
        for (int seed = 0; seed < 40; seed++) {
            sum += Overfitting.of(noise(20, 400, seed), 8).probability();
        }

        assertThat(sum / 40).isCloseTo(0.5, within(0.1));
    }

    @Test
    void oneThatIsTrulyBetterIsFoundAgain() {
        double[][] returns = noise(20, 400, 3);
        for (int i = 0; i < returns[7].length; i++) {
            returns[7][i] += 0.5;
        }

        Overfitting overfitting = Overfitting.of(returns, 16);

        assertThat(overfitting.probability()).isZero();
        assertThat(overfitting.probabilityOfLoss()).isZero();
        assertThat(overfitting.medianLogit()).isCloseTo(Math.log(20), within(1e-12));
    }

    /** What shines in one half does so at the cost of the other: the extreme of overfitting. */
    @Test
    void oneThatPaysForItsLuckIsCaught() {
        double[][] returns = {
            {1, 1.1, 1, 1.1, -1, -1.1, -1, -1.1},
            {-1, -1.1, -1, -1.1, 1, 1.1, 1, 1.1}
        };

        Overfitting overfitting = Overfitting.of(returns, 2);

        assertThat(overfitting.probability()).isEqualTo(1);
        assertThat(overfitting.probabilityOfLoss()).isEqualTo(1);
        assertThat(overfitting.inSample()).isPositive();
        assertThat(overfitting.outOfSample()).isEqualTo(-overfitting.inSample());
    }

    /** Every combination against a plain computation from the returns themselves. */
    @Test
    void agreesWithAPlainComputation() {
        double[][] returns = noise(5, 37, 9);

        Overfitting overfitting = Overfitting.of(returns, 6);

        assertThat(overfitting.probability()).isEqualTo(plainProbability(returns, 6));
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertThatThrownBy(() -> Overfitting.of(noise(1, 64, 1), 4))
                .hasMessage("returns must be of at least 2 configurations, were of 1");
        assertThatThrownBy(() -> Overfitting.of(noise(2, 64, 1), 5))
                .hasMessage("blocks must be even, 2 to 20, was 5");
        assertThatThrownBy(() -> Overfitting.of(noise(2, 7, 1), 4))
                .hasMessage("returns must be at least 8 for each, were 7");
        assertThatThrownBy(() -> Overfitting.of(new double[][] {new double[9], new double[8]}, 4))
                .hasMessage("returns must all be of one length, were 9 and 8");
    }

    private static double plainProbability(double[][] returns, int blocks) {
        int length = returns[0].length;
        int count = 0;
        int notAbove = 0;
        for (int mask = 0; mask < 1 << blocks; mask++) {
            if (Integer.bitCount(mask) != blocks / 2) {
                continue;
            }
            double[] in = new double[returns.length];
            double[] out = new double[returns.length];
            for (int c = 0; c < returns.length; c++) {
                in[c] = sharpe(part(returns[c], mask, blocks, length, true));
                out[c] = sharpe(part(returns[c], mask, blocks, length, false));
            }
            int best = 0;
            for (int c = 1; c < in.length; c++) {
                best = in[c] > in[best] ? c : best;
            }
            int better = 0;
            for (double ratio : out) {
                better += ratio > out[best] ? 1 : 0;
            }
            count++;
            double rank = returns.length - better;
            notAbove += rank / (returns.length + 1) <= 0.5 ? 1 : 0;
        }
        return (double) notAbove / count;
    }

    private static double[] part(double[] all, int mask, int blocks, int length, boolean inside) {
        double[] part = new double[length];
        int count = 0;
        for (int block = 0; block < blocks; block++) {
            if (((mask >> block) & 1) == (inside ? 1 : 0)) {
                for (int i = length * block / blocks; i < length * (block + 1) / blocks; i++) {
                    part[count++] = all[i];
                }
            }
        }
        return Arrays.copyOf(part, count);
    }

    private static double sharpe(double[] returns) {
        Moments moments = Moments.of(returns);
        return moments.mean() / moments.deviation();
    }

    private static double[][] noise(int configurations, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] returns = new double[configurations][length];
        for (double[] one : returns) {
            for (int i = 0; i < length; i++) {
                one[i] = NormalDistribution.quantile(random.nextDouble(1e-9, 1));
            }
        }
        return returns;
    }
}
