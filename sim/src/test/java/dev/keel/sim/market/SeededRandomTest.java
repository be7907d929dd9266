package dev.keel.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    /** Vectors: Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567. */
    @Test
    void givesThePublishedNumbers() {
        SeededRandom random = new SeededRandom(1234567);

        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("4593380528125082431");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("16408922859458223821");
    }

    @Test
    void agreesWithTheJdkOfToday() {
        SeededRandom random = new SeededRandom(-42);
        SplittableRandom oracle = new SplittableRandom(-42);

        for (int i = 0; i < 1_000; i++) {
            assertThat(random.nextLong()).isEqualTo(oracle.nextLong());
        }
    }

    @Test
    void staysWithinItsBounds() {
        SeededRandom random = new SeededRandom(1);

        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(random.nextInt(7)).isBetween(0, 6);
        }
    }

    /**
     * With n draws, mean and variance of a normal variable err by about n^-1/2 and (2/n)^1/2; five
     * times that.
     */
    @Test
    void drawsNormalNumbers() {
        SeededRandom random = new SeededRandom(9);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double normal = random.nextNormal();
            sum += normal;
            squares += normal * normal;
        }

        assertThat(sum / draws).isCloseTo(0, within(5 / Math.sqrt(draws)));
        assertThat(squares / draws).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
    }
}
