package dev.keel.signals.learn.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarSeries;
import dev.keel.signals.indicator.Bars;
import dev.keel.signals.learn.label.BarrierSettings.Timeout;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TripleBarrierTest {
    private static final BarrierSettings FIVE_BARS =
            new BarrierSettings(1, 1, 5, 100, 0, Timeout.SIGN);

    /** The published vector: barriers 102 and 98, the upper one is met at index 2. */
    @Test
    void findsTheFirstTouch() {
        PricePath path = PricePath.ofCloses(100, 101, 103, 99, 98, 104);

        Label label = label(FIVE_BARS, path, 0.02, TradeSide.LONG);

        assertThat(label.outcome()).isEqualTo(1);
        assertThat(label.span()).isEqualTo(new Span(0, 2));
        assertThat(label.grossReturn()).isCloseTo(0.03, within(1e-12));
    }

    @Test
    void countsTheStopFirstIfOneBarReachesBoth() {
        PricePath path = path(bar(0, 100, 100, 100, 100), bar(1, 100, 103, 97, 102), rest(2));

        Label label = label(oneBar(Timeout.SIGN), path, 0.02, TradeSide.LONG);

        assertThat(label.outcome()).isEqualTo(-1);
        assertThat(label.grossReturn()).isCloseTo(-0.02, within(1e-12));
    }

    @Test
    void losesMoreThanTheStopIfTheBarOpensBeyond() {
        PricePath path = path(bar(0, 100, 100, 100, 100), bar(1, 95, 96, 94, 95), rest(2));

        Label label = label(oneBar(Timeout.SIGN), path, 0.02, TradeSide.LONG);

        assertThat(label.grossReturn()).isCloseTo(-0.05, within(1e-12));
    }

    @Test
    void mirrorsTheBarriersForAShortTrade() {
        PricePath path = path(bar(0, 100, 100, 100, 100), bar(1, 100, 101, 97, 98), rest(2));

        Label label = label(oneBar(Timeout.SIGN), path, 0.02, TradeSide.SHORT);

        assertThat(label.outcome()).isEqualTo(1);
        assertThat(label.grossReturn()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void takesTheSignOfTheReturnAtTheHorizon() {
        PricePath path = PricePath.ofCloses(100, 100.5, 101);

        assertThat(label(twoBars(Timeout.SIGN), path, 0.02, TradeSide.LONG).outcome()).isOne();
        assertThat(label(twoBars(Timeout.SIGN), path, 0.02, TradeSide.SHORT).outcome())
                .isEqualTo(-1);
        assertThat(label(twoBars(Timeout.NEUTRAL), path, 0.02, TradeSide.LONG).outcome()).isZero();
    }

    @Test
    void leavesTheCostsToTheNetReturn() {
        BarrierSettings costly = new BarrierSettings(1, 1, 2, 100, 0.02, Timeout.SIGN);

        Label label = label(costly, PricePath.ofCloses(100, 100.5, 101), 0.02, TradeSide.LONG);

        assertThat(label.outcome()).isOne();
        assertThat(label.netReturn()).isCloseTo(-0.01, within(1e-12));
        assertThat(label.isProfitable()).isFalse();
    }

    /**
     * Otherwise the last labels would be those that were settled early, which are not like others.
     */
    @Test
    void labelsNothingWhoseHorizonIsNotOver() {
        PricePath path = PricePath.ofCloses(100, 110, 111);

        assertThat(new TripleBarrier(FIVE_BARS).labelWithin(path, 0, 0.02, TradeSide.LONG))
                .isEmpty();
    }

    @Test
    void refusesADeviationOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TripleBarrier(FIVE_BARS)
                                .label(PricePath.ofCloses(1, 1), 0, 0, TradeSide.LONG))
                .withMessage("deviation must be above 0, was 0.0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void watchSettlesLikeTheWholeSeries(long seed) {
        List<Bar> bars = Bars.turningMarket(seed, 1_000);
        PricePath path = path(bars.toArray(Bar[]::new));
        double[] deviations = MovingDeviation.of(path, 100);
        BarrierSettings settings = new BarrierSettings(1, 0.8, 12, 100, 0, Timeout.SIGN);
        TripleBarrier barrier = new TripleBarrier(settings);
        BarrierWatch watch = new BarrierWatch(settings);
        int settled = 0;
        int openedAt = 0;
        for (int i = 0; i < bars.size(); i++) {
            OptionalInt outcome = watch.onBar(bars.get(i));
            if (outcome.isPresent()) {
                Label label =
                        barrier.label(path, openedAt, deviations[openedAt], TradeSide.LONG)
                                .orElseThrow();
                assertThat(outcome.getAsInt()).isEqualTo(label.outcome());
                assertThat(i).isEqualTo(label.span().end());
                settled++;
            }
            if (!watch.isOpen() && deviations[i] > 0 && i + 12 < bars.size()) {
                watch.open(bars.get(i).closeValue(), deviations[i]);
                openedAt = i;
            }
        }

        assertThat(settled).isGreaterThan(80);
    }

    @Test
    void readsItsOwnDescription() {
        BarrierSettings settings = new BarrierSettings(1.5, 0.75, 20, 60, 0.0012, Timeout.NEUTRAL);

        assertThat(BarrierSettings.parse(settings.describe())).isEqualTo(settings);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarrierSettings.parse("nothing"))
                .withMessageContaining("label must be triple-barrier");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarrierSettings(0, 1, 5, 100, 0, Timeout.SIGN))
                .withMessageContaining("profitTake must be above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarrierSettings(1, 1, 0, 100, 0, Timeout.SIGN))
                .withMessageContaining("horizonBars must be within 1..100000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarrierSettings(1, 1, 5, 100, 1, Timeout.SIGN))
                .withMessageContaining("cost must be within 0..1, was 1.0");
    }

    private static Label label(
            BarrierSettings settings, PricePath path, double sigma, TradeSide side) {
        return new TripleBarrier(settings).labelWithin(path, 0, sigma, side).orElseThrow();
    }

    private static BarrierSettings oneBar(Timeout timeout) {
        return new BarrierSettings(1, 1, 1, 100, 0, timeout);
    }

    private static BarrierSettings twoBars(Timeout timeout) {
        return new BarrierSettings(1, 1, 2, 100, 0, timeout);
    }

    private static Bar bar(int index, double open, double high, double low, double close) {
        return Bars.bar(index, open, high, low, close);
    }

    private static Bar rest(int index) {
        return Bars.bar(index, 100, 100, 100, 100);
    }

    private static PricePath path(Bar... bars) {
        BarSeries.Builder series = BarSeries.builder(bars[0].format());
        for (Bar bar : bars) {
            series.add(bar);
        }
        return PricePath.of(series.build());
    }
}
