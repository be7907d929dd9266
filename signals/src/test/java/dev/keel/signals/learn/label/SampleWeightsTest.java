package dev.keel.signals.learn.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleWeightsTest {
    /** The published vector. */
    private static final List<Span> SPANS = List.of(new Span(0, 2), new Span(2, 3), new Span(4, 5));

    @Test
    void countsTheLabelsOverEachBar() {
        assertThat(SampleWeights.concurrency(SPANS, 6)).containsExactly(1, 1, 2, 1, 1, 1);
    }

    @Test
    void knowsHowUniqueEachLabelIs() {
        assertThat(SampleWeights.uniqueness(SPANS, 6))
                .containsExactly(new double[] {5.0 / 6, 0.75, 1}, within(1e-15));
    }

    @Test
    void sumsUniquenessToTheEffectiveSize() {
        assertThat(SampleWeights.effectiveSize(SampleWeights.uniqueness(SPANS, 6)))
                .isCloseTo(5.0 / 6 + 0.75 + 1, within(1e-15));
    }

    /** Each bar's return belongs to the labels that cover it in equal parts. */
    @Test
    void attributesReturnsByConcurrency() {
        double[] returns = {0.5, 0.01, 0.04, -0.03, 0.5, -0.02};

        assertThat(SampleWeights.attribution(SPANS, returns))
                .containsExactly(new double[] {0.01 + 0.02, 0.03, 0.02}, within(1e-15));
    }

    @Test
    void decaysFromTheOldestToTheNewest() {
        assertThat(SampleWeights.timeDecay(new double[] {1, 1, 2}, 0.2))
                .containsExactly(new double[] {0.4, 0.6, 1}, within(1e-15));
        assertThat(SampleWeights.timeDecay(new double[] {1, 1, 2}, 1)).containsExactly(1, 1, 1);
    }

    @Test
    void scalesCombinedWeightsToAMeanOfOne() {
        double[] weights =
                SampleWeights.combined(SPANS, new double[] {0, 0.01, 0.04, -0.03, 0, -0.02}, 0.5);

        assertThat((weights[0] + weights[1] + weights[2]) / 3).isCloseTo(1, within(1e-12));
    }

    @Test
    void weighsAllTheSameWhereNothingMoved() {
        assertThat(SampleWeights.combined(SPANS, new double[6], 0.5)).containsExactly(1, 1, 1);
    }

    @Test
    void refusesADecayOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleWeights.timeDecay(new double[] {1}, 2))
                .withMessage("oldest must be within 0..1, was 2.0");
    }
}
