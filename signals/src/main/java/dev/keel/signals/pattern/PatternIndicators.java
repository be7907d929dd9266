package dev.keel.signals.pattern;

import dev.keel.core.market.Bar;
import dev.keel.core.strategy.Parameter;
import dev.keel.signals.indicator.BarIndicator;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.IndicatorDefinition.Feed;
import dev.keel.signals.swing.PivotTracker;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns as indicators: 100 where one says up, or shows indecision; -100 where it says down;
 * 0 elsewhere.
 */
public final class PatternIndicators {
    private static final String FAMILY = "pattern";
    private static final int HUNDRED = 100;

    private PatternIndicators() {}

    /** All of them. */
    public static List<IndicatorDefinition> all() {
        List<IndicatorDefinition> definitions = new ArrayList<>();
        for (CandlePattern pattern : CandlePattern.values()) {
            definitions.add(candle(pattern));
        }
        for (SwingPattern pattern : SwingPattern.values()) {
            definitions.add(swing(pattern));
        }
        return List.copyOf(definitions);
    }

    private static IndicatorDefinition candle(CandlePattern pattern) {
        String sense =
                switch (pattern.kind()) {
                    case NEUTRAL -> "indecision";
                    case REVERSAL -> "a reversal";
                    case CONTINUATION -> "a continuation";
                };
        return new IndicatorDefinition(
                pattern.label(),
                FAMILY,
                "Candlestick pattern, said to mean " + sense + ": 100, -100 or 0.",
                new Feed.WholeBars(),
                List.of(),
                List.of("value"),
                (_, _) -> new CandleIndicator(pattern));
    }

    private static IndicatorDefinition swing(SwingPattern pattern) {
        Parameter reversal =
                Parameter.decimal(
                        "reversal",
                        "average true ranges the price must come back to confirm a pivot",
                        "2",
                        "0.5",
                        "50");
        return new IndicatorDefinition(
                pattern.label(),
                FAMILY,
                "Swing pattern of confirmed pivots: 100 or -100 at the bar whose close breaks out of"
                        + " it, else 0.",
                new Feed.WholeBars(),
                List.of(reversal),
                List.of("value"),
                (given, _) -> new SwingIndicator(pattern, given.number("reversal")));
    }

    /** One candlestick pattern. */
    private static final class CandleIndicator implements BarIndicator {
        private final CandlePattern pattern;
        private final Candles candles = new Candles();

        CandleIndicator(CandlePattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public void update(Bar bar) {
            candles.onBar(bar);
        }

        @Override
        public double output(int index) {
            return HUNDRED * pattern.at(candles);
        }

        @Override
        public long bars() {
            return candles.bars();
        }

        @Override
        public int warmUpBars() {
            return pattern.lookBack() + 1;
        }
    }

    /** One swing pattern. */
    private static final class SwingIndicator implements BarIndicator {
        private final SwingPattern pattern;
        private final SwingPatterns patterns;

        SwingIndicator(SwingPattern pattern, double multiple) {
            this.pattern = pattern;
            patterns = new SwingPatterns(multiple);
        }

        @Override
        public void update(Bar bar) {
            patterns.onBar(bar);
        }

        @Override
        public double output(int index) {
            return patterns.turn()
                    .filter(found -> found.pattern() == pattern)
                    .or(() -> patterns.exit().filter(found -> found.pattern() == pattern))
                    .map(found -> (double) HUNDRED * found.direction())
                    .orElse(0.0);
        }

        @Override
        public long bars() {
            return patterns.bars();
        }

        @Override
        public int warmUpBars() {
            return PivotTracker.warmUpBars();
        }
    }
}
