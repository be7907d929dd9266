package dev.keel.signals.expert;

import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a price level says about the bars that come to it: the one rule of all experts that know
 * levels.
 *
 * <p>Fed each bar by {@link #onBar}, then asked about each level with a weight g by {@link #offer}
 * or {@link #offerLine}. With A the average true range, u = (close - level) / A and the kernel K(u)
 * = exp(-u² / (2 τ²)), τ 0.5:
 *
 * <pre>
 * rejection up     low  <= level + 0.1 A, close and close[1] above it:
 *                  s = K(u) (close - low) / (high - low)
 * rejection down   high >= level - 0.1 A, close and close[1] below it:
 *                  s = -K(u) (high - close) / (high - low)
 * break            the closes changed sides n bars ago and stayed there, |u| >= 0.25:
 *                  s = sign(u) min(1, |u|) exp(-n / 5)
 * otherwise        asleep
 * score            sum(g s) / sum(g) over the levels that are awake
 * reliability      1 - product(1 - g |s| / 2)
 * </pre>
 *
 * <p>So levels that lie together raise the reliability, not the score. A level that both rejects
 * and was broken lately counts as rejecting: the newer of the two. A close exactly on a level is on
 * neither side. A bar without range rejects nothing. Breaks older than {@link #MEMORY_BARS} bars,
 * whose factor is below 0.05, are forgotten. A level beyond everything the recent bars reached
 * costs two comparisons.
 *
 * <p>While A is not above 0 the rule sleeps. Nothing is allocated but in {@link #evidence}.
 *
 * <p>Reference: this is Keel's own mapping of levels to signals; no published one is followed.
 */
public final class LevelRule {
    /** A break older than this says nothing any more. */
    public static final int MEMORY_BARS = 15;

    private static final double TOUCH = 0.1;
    private static final double CLEAR_BREAK = 0.25;
    private static final double BREAK_DECAY_BARS = 5;
    private static final double TAU = 0.5;
    private static final int STRONGEST = 3;

    private static final double[] DECAY = new double[MEMORY_BARS + 1];

    static {
        for (int n = 0; n <= MEMORY_BARS; n++) {
            DECAY[n] = Math.exp(-n / BREAK_DECAY_BARS);
        }
    }

    /** The close of n bars ago at index n. */
    private final double[] closes = new double[MEMORY_BARS + 2];

    private int known;
    private double high;
    private double low;
    private double close;
    private double range;
    private double reachedLow;
    private double reachedHigh;

    private double weights;
    private double weighted;
    private double doubt;

    private final double[] strongestLevel = new double[STRONGEST];
    private final double[] strongestScore = new double[STRONGEST];
    private final double[] strongestWeight = new double[STRONGEST];
    private final boolean[] strongestBroken = new boolean[STRONGEST];
    private final int[] strongestIndex = new int[STRONGEST];
    private final @Nullable EvidenceName[] strongestName = new EvidenceName[STRONGEST];
    private int strongest;

    /** Whether the last level that was asked about was broken rather than touched. */
    private boolean broken;

    /**
     * Takes the next bar and forgets the levels that were offered before.
     *
     * @param averageTrueRange in price units; zero while it is unknown
     */
    public void onBar(double high, double low, double close, double averageTrueRange) {
        System.arraycopy(closes, 0, closes, 1, closes.length - 1);
        closes[0] = close;
        known = Math.min(known + 1, closes.length);
        this.high = high;
        this.low = low;
        this.close = close;
        range = averageTrueRange > 0 ? averageTrueRange : 0;
        reach();
        weights = 0;
        weighted = 0;
        doubt = 1;
        strongest = 0;
    }

    private void reach() {
        if (!canWake()) {
            reachedLow = Double.POSITIVE_INFINITY;
            reachedHigh = Double.NEGATIVE_INFINITY;
            return;
        }
        reachedLow = low - TOUCH * range;
        reachedHigh = high + TOUCH * range;
        for (int n = 1; n < known; n++) {
            reachedLow = Math.min(reachedLow, closes[n]);
            reachedHigh = Math.max(reachedHigh, closes[n]);
        }
    }

    private boolean canWake() {
        return range > 0 && known > 1;
    }

    /**
     * The lowest price a level can have to matter at this bar; above {@link #highestReached} while
     * asleep. For callers whose levels are in order and who can skip most of them.
     */
    public double lowestReached() {
        return reachedLow;
    }

    /** The highest price a level can have to matter at this bar. */
    public double highestReached() {
        return reachedHigh;
    }

    /**
     * Asks about a level that has stayed where it is for as long as it is known.
     *
     * @param weight above 0 and at most 1
     * @param name names it by the index, should it be among the strongest
     */
    public void offer(double level, double weight, EvidenceName name, int index) {
        if (level >= reachedLow && level <= reachedHigh) {
            hear(level, 0, weight, name, index);
        }
    }

    /**
     * Asks about a line that moves.
     *
     * @param level where it is at this bar
     * @param slope how much it gained since the last bar, and in each bar before
     * @param weight above 0 and at most 1
     * @param name names it by the index, should it be among the strongest
     */
    public void offerLine(double level, double slope, double weight, EvidenceName name, int index) {
        double begin = level - slope * (closes.length - 1);
        if (Math.max(level, begin) >= reachedLow && Math.min(level, begin) <= reachedHigh) {
            hear(level, slope, weight, name, index);
        }
    }

    private void hear(double level, double slope, double weight, EvidenceName name, int index) {
        double score = scoreOf(level, slope);
        if (Double.isNaN(score)) {
            return;
        }
        weights += weight;
        weighted += weight * score;
        doubt *= 1 - weight * Math.abs(score) / 2;
        keepIfStrong(level, score, weight, name, index);
    }

    /**
     * What one level says at this bar, from -1 to 1; not a number if it says nothing.
     *
     * @param slope how much the level gained per bar; 0 for one that stays
     */
    public double scoreOf(double level, double slope) {
        broken = false;
        if (!canWake()) {
            return Double.NaN;
        }
        double distance = (close - level) / range;
        double before = closes[1] - (level - slope);
        if (high > low && close > level && before > 0 && low <= level + TOUCH * range) {
            return kernel(distance) * (close - low) / (high - low);
        }
        if (high > low && close < level && before < 0 && high >= level - TOUCH * range) {
            return -kernel(distance) * (high - close) / (high - low);
        }
        if (Math.abs(distance) < CLEAR_BREAK) {
            return Double.NaN;
        }
        int since = barsSinceBreak(level, slope, distance > 0);
        if (since < 0) {
            return Double.NaN;
        }
        broken = true;
        return Math.signum(distance) * Math.min(1, Math.abs(distance)) * DECAY[since];
    }

    /** How many bars ago the closes came to this side; -1 if they were always here. */
    private int barsSinceBreak(double level, double slope, boolean above) {
        for (int n = 1; n < known; n++) {
            double side = closes[n] - (level - n * slope);
            if (above ? side < 0 : side > 0) {
                return n - 1;
            }
        }
        return -1;
    }

    private static double kernel(double distance) {
        return Math.exp(-distance * distance / (2 * TAU * TAU));
    }

    private void keepIfStrong(
            double level, double score, double weight, EvidenceName name, int index) {
        double strength = weight * Math.abs(score);
        int place = strongest;
        while (place > 0 && strength > strength(place - 1)) {
            place--;
        }
        if (place == STRONGEST) {
            return;
        }
        strongest = Math.min(strongest + 1, STRONGEST);
        for (int i = strongest - 1; i > place; i--) {
            copy(i - 1, i);
        }
        strongestLevel[place] = level;
        strongestScore[place] = score;
        strongestWeight[place] = weight;
        strongestBroken[place] = broken;
        strongestName[place] = name;
        strongestIndex[place] = index;
    }

    private double strength(int place) {
        return strongestWeight[place] * Math.abs(strongestScore[place]);
    }

    private void copy(int from, int to) {
        strongestLevel[to] = strongestLevel[from];
        strongestScore[to] = strongestScore[from];
        strongestWeight[to] = strongestWeight[from];
        strongestBroken[to] = strongestBroken[from];
        strongestName[to] = strongestName[from];
        strongestIndex[to] = strongestIndex[from];
    }

    /** Whether any level that was offered has something to say. */
    public boolean isAwake() {
        return weights > 0;
    }

    /** The opinion of all levels that were offered, -1 to 1; 0 while asleep. */
    public double score() {
        return weights > 0 ? weighted / weights : 0;
    }

    /** How reliable, 0 to 1; 0 while asleep. */
    public double reliability() {
        return weights > 0 ? 1 - doubt : 0;
    }

    /** The sum of the weights of the levels that are awake. */
    public double weight() {
        return weights;
    }

    /** The strongest levels, at most three, the strongest first. */
    public List<Reason> evidence() {
        List<Reason> reasons = new ArrayList<>(strongest);
        for (int place = 0; place < strongest; place++) {
            EvidenceName name = strongestName[place];
            if (name != null) {
                reasons.add(reason(place, name.of(strongestIndex[place])));
            }
        }
        return reasons;
    }

    private Reason reason(int place, String name) {
        boolean up = close > strongestLevel[place];
        String what;
        if (strongestBroken[place]) {
            what = up ? "broke above " : "broke below ";
        } else {
            what = up ? "rejected up from " : "rejected down from ";
        }
        return Reason.of(
                what + name,
                new Figure("level", strongestLevel[place]),
                new Figure("distance in ATR", (close - strongestLevel[place]) / range),
                new Figure("score", strongestScore[place]),
                new Figure("weight", strongestWeight[place]));
    }
}
