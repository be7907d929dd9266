package dev.keel.signals.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.Bar;
import dev.keel.signals.indicator.Bars;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PivotTrackerTest {

    @Property(tries = 50)
    void findsAlternatingPivotsThatTheLaterPriceConfirmed(@ForAll long seed) {
        List<Bar> bars = Bars.turningMarket(seed, 600);
        PivotTracker tracker = new PivotTracker(3);
        Pivot before = null;
        int found = 0;
        for (Bar bar : bars) {
            if (!tracker.onBar(bar)) {
                continue;
            }
            Pivot pivot = tracker.pivot(0);
            found++;
            assertConfirmed(pivot, bars, tracker.bar());
            if (before != null) {
                assertThat(pivot.kind()).isNotEqualTo(before.kind());
                assertThat(pivot.bar()).isGreaterThanOrEqualTo(before.confirmedAt());
                assertThat(tracker.pivot(1)).isEqualTo(before);
            }
            before = pivot;
        }
        assertThat(found).isGreaterThan(5);
        assertThat(tracker.confirmed()).isEqualTo(found);
    }

    private static void assertConfirmed(Pivot pivot, List<Bar> bars, long now) {
        assertThat(pivot.confirmedAt()).isEqualTo(now);
        assertThat(pivot.averageTrueRange()).isPositive();
        Bar extreme = bars.get((int) pivot.bar());
        Bar last = bars.get((int) now);
        double reversal = 3 * pivot.averageTrueRange();
        switch (pivot.kind()) {
            case HIGH -> {
                assertThat(pivot.price()).isEqualTo(extreme.highValue());
                assertThat(last.lowValue()).isLessThanOrEqualTo(pivot.price() - reversal);
            }
            case LOW -> {
                assertThat(pivot.price()).isEqualTo(extreme.lowValue());
                assertThat(last.highValue()).isGreaterThanOrEqualTo(pivot.price() + reversal);
            }
        }
        assertThat(pivot.openMillis()).isEqualTo(extreme.openMillis());
    }

    @Test
    void findsNothingInAFlatMarket() {
        PivotTracker tracker = new PivotTracker(3);
        for (int i = 0; i < 300; i++) {
            assertThat(tracker.onBar(Bars.bar(i, 100, 100, 100, 100))).isFalse();
        }
        assertThat(tracker.size()).isZero();
        assertThatThrownBy(() -> tracker.pivot(0))
                .hasMessage("age must be from 0 to below 0, was 0");
    }

    @Test
    void refusesAReversalOfNothing() {
        assertThatThrownBy(() -> new PivotTracker(0))
                .hasMessage("multiple must be above 0, was 0.0");
    }
}
