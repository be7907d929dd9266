package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.fusion.log.LearningRules;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The vectors of the facts: four experts at 0.25 each, eta 0.5, share 0.05. */
class ExpertWeightsTest {
    private static final Offset<Double> SIX_DECIMALS = within(5e-7);
    private static final double[] EVEN = {0.25, 0.25, 0.25, 0.25};
    private static final double[] FIRST = {0.1, 0.5, 0.9, 0.4};
    private static final double[] SECOND = {0.2, 0.4, 0.8, 0.6};
    private static final long ALL = 0b1111;

    @Test
    void hedgesAsInTheVector() {
        ExpertWeights weights = weights(0);

        weights.update(FIRST, ALL, 1);

        assertWeights(weights, 0.298529, 0.244415, 0.200110, 0.256946);
    }

    @Test
    void sharesAsInTheVector() {
        ExpertWeights weights = weights(0.05);

        weights.update(FIRST, ALL, 1);

        assertWeights(weights, 0.296103, 0.244694, 0.202604, 0.256599);
    }

    /** The second Hedge step of the vector: what the share left, then a step without a share. */
    @Test
    void hedgesFromTheSharedWeightsAsInTheVector() {
        ExpertWeights shared = weights(0.05);
        shared.update(FIRST, ALL, 1);
        ExpertWeights hedge = new ExpertWeights(shared.toArray(), new LearningRules(0.5, 0, 9, 1));

        hedge.update(SECOND, ALL, 1);

        assertWeights(hedge, 0.337366, 0.252263, 0.171009, 0.239362);
    }

    @Test
    void goesOnAsInTheVector() {
        ExpertWeights weights = weights(0.05);

        weights.update(FIRST, ALL, 1);
        weights.update(SECOND, ALL, 1);

        assertWeights(weights, 0.332998, 0.252150, 0.174959, 0.239894);
    }

    @Test
    void leavesASleeperAloneAsInTheVector() {
        ExpertWeights weights = weights(0);

        weights.update(new double[] {0.1, 99, 0.9, 0.4}, 0b1101, 1);

        assertWeights(weights, 0.296322, 0.25, 0.198631, 0.255047);
    }

    /** With logarithmic loss and eta 1 the new weights are Bayes' posterior. */
    @Test
    void isBayesRuleWithLogarithmicLoss() {
        ExpertWeights weights =
                new ExpertWeights(new double[] {3, 1}, new LearningRules(1, 0, 9, 1));

        weights.update(new double[] {-Math.log(0.6), -Math.log(0.9)}, 0b11, 1);

        double evidence = 0.75 * 0.6 + 0.25 * 0.9;
        assertThat(weights.weight(0)).isCloseTo(0.75 * 0.6 / evidence, within(1e-15));
        assertThat(weights.weight(1)).isCloseTo(0.25 * 0.9 / evidence, within(1e-15));
    }

    @Test
    void movesNoWeightFartherThanAllowed() {
        ExpertWeights weights = new ExpertWeights(EVEN.clone(), new LearningRules(1, 0.01, 0.5, 1));

        weights.update(new double[] {0.02, 3.9, 0.7, 0.7}, ALL, 1);

        assertThat(Math.log(weights.weight(1) / 0.25)).isCloseTo(-0.5, within(1e-6));
        assertThat(weights.weight(0)).isGreaterThan(weights.weight(2));
    }

    @Test
    void goesBackToThePriorWhenNothingTellsExpertsApart() {
        ExpertWeights weights =
                new ExpertWeights(new double[] {0.7, 0.2, 0.1}, new LearningRules(1, 0.01, 0.5, 1));
        for (int i = 0; i < 50; i++) {
            weights.update(new double[] {1, 0.5, 0.5}, 0b111, 1);
        }
        assertThat(weights.weight(0)).isLessThan(0.3);

        for (int i = 0; i < 5_000; i++) {
            weights.update(new double[] {0.69, 0.69, 0.69}, 0b111, 1);
        }

        assertThat(weights.weight(0)).isCloseTo(0.7, within(1e-9));
        assertThat(weights.prior(0)).isCloseTo(0.7, within(1e-15));
    }

    @Test
    void refusesAWeightThatIsNotAboveZero() {
        assertThatThrownBy(
                        () -> new ExpertWeights(new double[] {1, 0}, new LearningRules(1, 0, 1, 1)))
                .hasMessage("a weight must be above 0, was 0.0");
    }

    private static ExpertWeights weights(double share) {
        return new ExpertWeights(EVEN.clone(), new LearningRules(0.5, share, 9, 1));
    }

    private static void assertWeights(ExpertWeights weights, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(weights.weight(i)).as("weight %d", i).isCloseTo(expected[i], SIX_DECIMALS);
        }
    }
}
