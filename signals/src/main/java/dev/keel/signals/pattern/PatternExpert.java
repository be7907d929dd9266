package dev.keel.signals.pattern;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.swing.PivotTracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the patterns of the last bars say together.
 *
 * <p>Each pattern that is found adds its direction times its weight to a sum that fades:
 *
 * <pre>
 * candles  weight 0.3, 0.5, 0.7, 0.8 for 1, 2, 3, more bars   fades by exp(-1 / 3) per bar
 *          half of it for a reversal that does not go against the last ten bars
 * swings   weight 1                                            fades by exp(-1 / 10) per bar
 *
 * S = sum(direction weight fade), W = sum(weight fade)
 * score       = tanh(S)
 * awake       once W >= 0.2, after the warm-up, with a range above 0
 * reliability = min(0.4, W / 5) |S| / W
 * </pre>
 *
 * <p>Patterns of indecision have no direction and add nothing. Of those that mean the same shape
 * several may be found at once, as in the literature: an engulfing bar is also a belt hold.
 *
 * <p>Reference: this mapping is Keel's own. No published evidence of an edge after costs was found.
 */
public final class PatternExpert implements Expert {
    /** The expert as it is offered: a small prior, for want of evidence. */
    public static final ExpertDefinition DEFINITION =
            new ExpertDefinition(
                    "pattern",
                    "Recent candlestick and swing patterns, fading; no edge is claimed.",
                    0.15,
                    (_, _) -> new PatternExpert());

    private static final CandlePattern[] DIRECTED = directed();
    private static final List<SwingPattern> SWINGS = List.of(SwingPattern.values());
    private static final double CANDLE_FADE = Math.exp(-1 / 3.0);
    private static final double SWING_FADE = Math.exp(-1 / 10.0);
    private static final double SWING_REVERSAL = 2;
    private static final double SWING_WEIGHT = 1;
    private static final double AWAKE_FROM = 0.2;
    private static final double MOST_RELIABLE = 0.4;
    private static final double FULL_WEIGHT = 5;
    private static final int MOVE_BARS = 10;
    private static final int REMEMBERED = 8;
    private static final int WARM_UP = 17;

    private final Candles candles = new Candles();
    private final SwingPatterns swings = new SwingPatterns(SWING_REVERSAL);
    private double candleSum;
    private double candleWeight;
    private double swingSum;
    private double swingWeight;

    /** The last finds in a ring: candle patterns by number, swing patterns after them. */
    private final int[] foundPattern = new int[REMEMBERED];

    private final int[] foundDirection = new int[REMEMBERED];
    private final double[] foundWeight = new double[REMEMBERED];
    private final long[] foundBar = new long[REMEMBERED];
    private long found;

    private boolean awake;
    private double score;
    private double reliability;

    private PatternExpert() {}

    private static CandlePattern[] directed() {
        return Arrays.stream(CandlePattern.values())
                .filter(pattern -> pattern.kind() != CandlePattern.Kind.NEUTRAL)
                .toArray(CandlePattern[]::new);
    }

    @Override
    public void onBar(Bar bar) {
        candles.onBar(bar);
        candleSum *= CANDLE_FADE;
        candleWeight *= CANDLE_FADE;
        swingSum *= SWING_FADE;
        swingWeight *= SWING_FADE;
        hearCandles();
        if (swings.onBar(bar)) {
            swings.turn().ifPresent(this::hear);
            swings.exit().ifPresent(this::hear);
        }
        conclude();
    }

    private void hearCandles() {
        double move =
                candles.bars() > MOVE_BARS + 1
                        ? candles.close(1) - candles.close(MOVE_BARS + 1)
                        : 0;
        for (int number = 0; number < DIRECTED.length; number++) {
            CandlePattern pattern = DIRECTED[number];
            int direction = pattern.at(candles);
            if (direction != 0) {
                boolean fits =
                        pattern.kind() != CandlePattern.Kind.REVERSAL || direction * move < 0;
                double weight = fits ? pattern.weight() : pattern.weight() / 2;
                candleSum += direction * weight;
                candleWeight += weight;
                remember(number, direction, weight);
            }
        }
    }

    private void hear(SwingPatterns.Breakout breakout) {
        swingSum += breakout.direction() * SWING_WEIGHT;
        swingWeight += SWING_WEIGHT;
        remember(
                DIRECTED.length + swingNumber(breakout.pattern()),
                breakout.direction(),
                SWING_WEIGHT);
    }

    private static int swingNumber(SwingPattern pattern) {
        return SWINGS.indexOf(pattern);
    }

    private void remember(int pattern, int direction, double weight) {
        int slot = (int) (found++ % REMEMBERED);
        foundPattern[slot] = pattern;
        foundDirection[slot] = direction;
        foundWeight[slot] = weight;
        foundBar[slot] = candles.bars();
    }

    private void conclude() {
        double sum = candleSum + swingSum;
        double weight = candleWeight + swingWeight;
        awake = weight >= AWAKE_FROM && candles.bars() >= WARM_UP && swings.averageTrueRange() > 0;
        score = awake ? Math.tanh(sum) : 0;
        reliability =
                awake ? Math.min(MOST_RELIABLE, weight / FULL_WEIGHT) * Math.abs(sum) / weight : 0;
    }

    @Override
    public boolean isAwake() {
        return awake;
    }

    @Override
    public double score() {
        return score;
    }

    @Override
    public double reliability() {
        return reliability;
    }

    @Override
    public int warmUpBars() {
        return Math.max(WARM_UP, PivotTracker.warmUpBars());
    }

    /** The last patterns, at most eight, the newest first. */
    @Override
    public List<Reason> evidence() {
        if (!awake) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        for (long back = 1; back <= Math.min(found, REMEMBERED); back++) {
            reasons.add(reason((int) ((found - back) % REMEMBERED)));
        }
        return reasons;
    }

    private Reason reason(int slot) {
        int number = foundPattern[slot];
        boolean isCandle = number < DIRECTED.length;
        double age = (double) (candles.bars() - foundBar[slot]);
        double fade = Math.pow(isCandle ? CANDLE_FADE : SWING_FADE, age);
        return Reason.of(
                isCandle
                        ? DIRECTED[number].label()
                        : SWINGS.get(number - DIRECTED.length).label() + " broke out",
                new Figure("direction", foundDirection[slot]),
                new Figure("bars ago", age),
                new Figure("weight", foundWeight[slot]),
                new Figure("weight now", foundWeight[slot] * fade));
    }
}
