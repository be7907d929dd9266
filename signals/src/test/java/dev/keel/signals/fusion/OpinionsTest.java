package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keel.signals.fusion.log.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionsTest {
    private final List<String> told = new ArrayList<>();

    /** Prices 100 101 103 99 98 104, deviation 0.02: the barrier at 102 is passed at index 2. */
    @Test
    void labelsTheVector() {
        Opinions opinions = opened(0, 100, 102, 98, 5);

        play(opinions, 1, 101, 103, 99, 98, 104);

        assertThat(told).containsExactly("0 UP at 2 u 1.0");
    }

    @Test
    void takesTheFirstBarrierThatACloseTouches() {
        Opinions opinions = opened(0, 100, 102, 98, 5);

        play(opinions, 1, 98, 103);

        assertThat(told).containsExactly("0 DOWN at 1 u 1.0");
    }

    @Test
    void goesByTheSignWhenTheHorizonEnds() {
        Opinions above = opened(0, 100, 110, 90, 3);
        Opinions level = opened(0, 100, 110, 90, 3);

        play(above, 1, 101, 99, 101);
        play(level, 1, 101, 99, 100);

        assertThat(told).containsExactly("0 UP at 3 u 1.0", "0 NEITHER at 3 u 1.0");
    }

    /** Spans [0,2], [2,3], [4,5]: concurrency 1 1 2 1 1 1, uniqueness 5/6, 3/4, 1. */
    @Test
    void measuresUniquenessAsInTheVector() {
        Opinions opinions = new Opinions(1, 9);
        double[] closes = {100, 100, 111, 111, 100, 111};
        for (int bar = 0; bar < closes.length; bar++) {
            if (bar == 0 || bar == 2 || bar == 4) {
                add(opinions, bar - 1, 100, bar == 2 ? 110.5 : 110, 90);
            }
            double close = bar == 2 ? 110 : closes[bar];
            int now = bar;
            opinions.onClose(
                    bar,
                    close,
                    (slot, outcome, u) -> {
                        told.add(opinions.given(slot) + 1 + " " + now + " " + Math.round(u * 1e9));
                        opinions.close(slot, now);
                    });
        }

        assertThat(told).containsExactly("0 2 833333333", "2 3 750000000", "4 5 1000000000");
    }

    @Test
    void tellsOutcomesOfOneBarInTheOrderOfTheirOpinions() {
        Opinions opinions = opened(0, 100, 110, 90, 9);
        add(opinions, 1, 100, 105, 95);

        play(opinions, 2, 111);

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("0 UP at 2");
        assertThat(told.getLast()).startsWith("1 UP at 2");
    }

    @Test
    void holdsNoMoreThanItMust() {
        Opinions opinions = new Opinions(2, 10);
        for (int bar = 0; bar < 10_000; bar++) {
            play(opinions, bar, 100 + bar % 7);
            add(opinions, bar, 100 + bar % 7, 104 + bar % 7, 96 + bar % 7);
        }

        assertThat(opinions.open()).isLessThanOrEqualTo(10);
        assertThat(told).hasSize(10_000 - opinions.open());
    }

    @Test
    void findsOnlyWhatIsOpen() {
        Opinions opinions = opened(5, 100, 110, 90, 3);

        assertThat(opinions.find(4)).isEqualTo(-1);
        int slot = opinions.find(5);
        assertThat(opinions.score(slot, 0)).isCloseTo(0.5, within(0.0));
        opinions.close(slot, 6);
        assertThat(opinions.find(5)).isEqualTo(-1);
    }

    private Opinions opened(long at, double entry, double upper, double lower, int horizon) {
        Opinions opinions = new Opinions(1, horizon);
        add(opinions, at, entry, upper, lower);
        return opinions;
    }

    private static void add(Opinions opinions, long at, double entry, double upper, double lower) {
        double[] scores = {0.5, 0.5};
        opinions.add(at, entry, upper, lower, 1, scores, scores, 0.5, false);
    }

    private void play(Opinions opinions, int firstBar, double... closes) {
        for (int i = 0; i < closes.length; i++) {
            int now = firstBar + i;
            opinions.onClose(
                    now,
                    closes[i],
                    (slot, outcome, u) -> {
                        tell(opinions.given(slot), outcome, now, u);
                        opinions.close(slot, now);
                    });
        }
    }

    private void tell(long given, Outcome outcome, int at, double uniqueness) {
        told.add(given + " " + outcome + " at " + at + " u " + uniqueness);
    }
}
