package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    @Test
    void beginsWithAGuess() {
        Calibrator calibrator = new Calibrator();

        assertThat(calibrator.probability(0)).isEqualTo(0.5);
        assertThat(calibrator.probability(1)).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-15));
    }

    @Test
    void findsTheLawThatOutcomesFollow() {
        Calibrator calibrator = new Calibrator();
        SplittableRandom random = new SplittableRandom(3);
        double interceptSum = 0;
        double slopeSum = 0;
        for (int i = 0; i < 20_000; i++) {
            double score = 2 * random.nextDouble() - 1;
            double truth = 1 / (1 + Math.exp(-(0.2 + 1.5 * score)));
            calibrator.update(score, random.nextDouble() < truth, 1);
            interceptSum += i < 10_000 ? 0 : calibrator.intercept() / 10_000;
            slopeSum += i < 10_000 ? 0 : calibrator.slope() / 10_000;
        }

        // A memory of 1000 outcomes with 4 units of guess: shrunk by about a tenth.
        assertThat(interceptSum).isCloseTo(0.2, within(0.04));
        assertThat(slopeSum).isBetween(1.2, 1.55);
    }

    @Test
    void takesTheVoiceFromAnExpertThatKnowsNothing() {
        Calibrator calibrator = new Calibrator();
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            calibrator.update(2 * random.nextDouble() - 1, random.nextBoolean(), 1);
            sum += calibrator.slope() / 20_000;
        }

        assertThat(sum).isBetween(0.0, 0.15);
    }

    @Test
    void neverReadsAnExpertBackwards() {
        Calibrator calibrator = new Calibrator();
        for (int i = 0; i < 1_000; i++) {
            calibrator.update(i % 2 == 0 ? 1 : -1, i % 2 == 1, 1);
        }

        assertThat(calibrator.slope()).isZero();
        assertThat(calibrator.probability(1)).isEqualTo(calibrator.probability(-1));
    }

    @Test
    void staysWithinItsBounds() {
        Calibrator calibrator = new Calibrator();
        for (int i = 0; i < 100_000; i++) {
            calibrator.update(1, true, 1);
        }

        assertThat(calibrator.intercept()).isBetween(-0.5, 0.5);
        assertThat(calibrator.slope()).isBetween(0.0, 4.0);
        assertThat(calibrator.probability(1)).isBetween(0.02, 0.98);
        assertThat(calibrator.probability(-1)).isBetween(0.02, 0.98);
    }

    @Test
    void learnsLessFromWhatIsLessNew() {
        Calibrator all = new Calibrator();
        Calibrator tenth = new Calibrator();

        all.update(1, true, 1);
        tenth.update(1, true, 0.1);

        assertThat(tenth.slope() - 0.5).isPositive().isLessThan(0.12 * (all.slope() - 0.5));
    }
}
