package dev.keel.signals.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Checks that what was said at a bar follows from the bars up to it alone. */
public final class Prefixes {

    private Prefixes() {}

    /** What an indicator says after each bar: readiness, then its outputs. */
    public static List<List<Double>> outputs(IndicatorDefinition definition, List<Bar> bars) {
        BarIndicator indicator = definition.create(Map.of());
        List<List<Double>> said = new ArrayList<>();
        for (Bar bar : bars) {
            indicator.update(bar);
            List<Double> row = new ArrayList<>();
            row.add(indicator.isReady() ? 1.0 : 0.0);
            for (int i = 0; i < definition.outputs().size(); i++) {
                assertThat(indicator.output(i)).isFinite();
                row.add(indicator.output(i));
            }
            said.add(row);
        }
        return said;
    }

    /** The bars from the given one on are replaced by others: what was said before must stay. */
    public static void assertNoLookAhead(IndicatorDefinition definition, List<Bar> bars, int cut) {
        List<List<Double>> whole = outputs(definition, bars);
        List<List<Double>> other = outputs(definition, withOtherEnd(bars, cut));
        assertThat(other.subList(0, cut)).isEqualTo(whole.subList(0, cut));
    }

    /** What an expert says after each bar, with its evidence. */
    public static List<String> opinions(ExpertDefinition definition, List<Bar> bars) {
        Expert expert =
                definition
                        .factory()
                        .create(InstrumentId.of("TEST"), bars.getFirst().format().timeframe());
        List<String> said = new ArrayList<>();
        for (Bar bar : bars) {
            expert.onBar(bar);
            assertThat(expert.score()).isBetween(-1.0, 1.0);
            assertThat(expert.reliability()).isBetween(0.0, 1.0);
            if (!expert.isAwake()) {
                assertThat(expert.score()).isZero();
                assertThat(expert.reliability()).isZero();
                assertThat(expert.evidence()).isEmpty();
            } else {
                assertThat(expert.evidence()).isNotEmpty();
            }
            said.add(
                    expert.isAwake()
                            + " "
                            + expert.score()
                            + " "
                            + expert.reliability()
                            + " "
                            + expert.evidence().stream().map(Reason::toString).toList());
        }
        return said;
    }

    public static void assertNoLookAhead(ExpertDefinition definition, List<Bar> bars, int cut) {
        List<String> whole = opinions(definition, bars);
        List<String> other = opinions(definition, withOtherEnd(bars, cut));
        assertThat(other.subList(0, cut)).isEqualTo(whole.subList(0, cut));
    }

    private static List<Bar> withOtherEnd(List<Bar> bars, int cut) {
        List<Bar> other = new ArrayList<>(bars.subList(0, cut));
        for (Bar bar : bars.subList(cut, bars.size())) {
            other.add(map(bar, price -> 2 * price));
        }
        return other;
    }

    private static Bar map(Bar bar, UnaryOperator<Long> price) {
        return new Bar(
                bar.format(),
                bar.openMillis(),
                price.apply(bar.open()),
                price.apply(bar.high()),
                price.apply(bar.low()),
                price.apply(bar.close()),
                bar.volume());
    }

    /** The same figures with the point moved: prices are 10^moved times as large. */
    public static List<Bar> scaled(List<Bar> bars, int moved) {
        return bars.stream()
                .map(bar ->
                        new Bar(
                                new BarFormat(
                                        bar.format().timeframe(),
                                        bar.format().priceDecimals() - moved,
                                        0),
                                bar.openMillis(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume()))
                .toList();
    }

    /**
     * A market with gaps, bars without range, equal highs and lows, and long rests; prices are
     * whole numbers of a coarse grid, so that ties abound.
     */
    public static List<Bar> coarseMarket(long seed, int count, int grid, Timeframe timeframe) {
        BarFormat format = new BarFormat(timeframe, 4, 0);
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        long close = 200;
        for (int i = 0; i < count; i++) {
            int wildness = 1 + i / 40 % 4 * grid / 4;
            long gap = random.nextInt(4) == 0 ? random.nextInt(2 * wildness + 1) - wildness : 0;
            long open = Math.max(20, close + gap);
            close = Math.max(20, open + random.nextInt(2 * wildness + 1) - wildness);
            long high = Math.max(open, close) + random.nextInt(wildness);
            long low = Math.min(open, close) - Math.min(10, random.nextInt(wildness));
            bars.add(
                    new Bar(
                            format,
                            i * timeframe.toMillis(),
                            open * 10_000,
                            high * 10_000,
                            low * 10_000,
                            close * 10_000,
                            0));
        }
        return bars;
    }
}
