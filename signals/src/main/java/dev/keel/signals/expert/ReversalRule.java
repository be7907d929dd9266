package dev.keel.signals.expert;

import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a date says about the market: that it may turn, and never which way; the one rule of all
 * experts that know dates.
 *
 * <p>A date t<sub>j</sub> of weight g<sub>j</sub> is either a bar, counted from 0, or an instant,
 * such as that of an equinox; either way it opens a window around itself. Dates may be given at any
 * time before or while their window is open; a window that has closed is dropped. With A the
 * average true range:
 *
 * <pre>
 * h     = min(1, sum g_j exp(-(t - t_j)² / (2 sigma²)))
 * z     = (close - close[10]) / (A sqrt(10))
 * score = -h tanh(z)                                    pressure to turn
 * awake   once h >= 0.3, with ten bars before and A above 0
 * reliability = |score| / 2                             as of one level of weight 1
 * </pre>
 *
 * <p>The distance t - t<sub>j</sub> of a bar to an instant within it is nought; to others it is
 * that of the nearer end of the bar. Windows reach four sigmas; what lies beyond is below 0.0004 of
 * the weight and counts as nothing. Sigma is at least one bar.
 *
 * <p>Nothing is allocated but in {@link #evidence}, and when more dates are known at once than ever
 * before.
 *
 * <p>Reference: this is Keel's own mapping of dates to signals; no published one is followed.
 */
public final class ReversalRule {
    /** The window weight from which the rule is awake. */
    public static final double AWAKE_FROM = 0.3;

    private static final int MOMENTUM_BARS = 10;
    private static final double MOMENTUM_SCALE = Math.sqrt(MOMENTUM_BARS);
    private static final double SIGMA_PER_SPAN = 0.02;
    private static final int STRONGEST = 3;

    private final double barMillis;
    private final TimeWindows byBar = new TimeWindows();
    private final TimeWindows byInstant = new TimeWindows();

    /** The close of n bars ago at index n. */
    private final double[] closes = new double[MOMENTUM_BARS + 1];

    private long bar = -1;
    private double opened;
    private double closed;
    private double windowWeight;
    private double momentum;
    private double score;
    private boolean awake;

    /**
     * Makes the rule for bars of a length.
     *
     * @param barMillis in milliseconds, above 0
     */
    public ReversalRule(long barMillis) {
        if (barMillis <= 0) {
            throw new IllegalArgumentException("barMillis must be above 0, was " + barMillis);
        }
        this.barMillis = barMillis;
    }

    /** The sigma, in bars, that fits a date found by counting a span of bars: 2 %, at least 1. */
    public static double sigmaBars(double spanBars) {
        return Math.max(1, SIGMA_PER_SPAN * spanBars);
    }

    /**
     * Opens a window around a bar.
     *
     * @param at the bar, the first that was taken being 0; may lie ahead
     * @param sigmaBars at least 1, see {@link #sigmaBars}; less counts as 1
     * @param weight above 0
     * @param name names it by the index
     */
    public void addBar(double at, double sigmaBars, double weight, EvidenceName name, int index) {
        byBar.add(at, Math.max(1, sigmaBars), weight, name, index);
    }

    /**
     * Opens a window around an instant.
     *
     * @param epochMillis may lie ahead
     * @param sigmaMillis less than the length of a bar counts as that
     * @param weight above 0
     * @param name names it by the index
     */
    public void addInstant(
            long epochMillis, double sigmaMillis, double weight, EvidenceName name, int index) {
        byInstant.add((double) epochMillis, Math.max(barMillis, sigmaMillis), weight, name, index);
    }

    /** Drops all windows, those ahead and those that are open; what was said stays. */
    public void clear() {
        byBar.clear();
        byInstant.clear();
    }

    /** How many windows lie ahead or are open. */
    public int windows() {
        return byBar.size() + byInstant.size();
    }

    /**
     * Takes the next bar.
     *
     * @param openMillis when it opened, in milliseconds since 1970
     * @param averageTrueRange in price units; zero while it is unknown
     */
    public void onBar(long openMillis, double close, double averageTrueRange) {
        bar++;
        double position = (double) bar;
        opened = (double) openMillis;
        closed = opened + barMillis;
        System.arraycopy(closes, 0, closes, 1, MOMENTUM_BARS);
        closes[0] = close;
        windowWeight = Math.min(1, byBar.at(position, position) + byInstant.at(opened, closed));
        awake = windowWeight >= AWAKE_FROM && bar >= MOMENTUM_BARS && averageTrueRange > 0;
        momentum =
                awake ? (close - closes[MOMENTUM_BARS]) / (averageTrueRange * MOMENTUM_SCALE) : 0;
        score = momentum == 0 ? 0 : -windowWeight * Math.tanh(momentum);
    }

    /** The number of the last bar, the first being 0; -1 before it. */
    public long bar() {
        return bar;
    }

    /** h at the last bar, 0 to 1. */
    public double windowWeight() {
        return windowWeight;
    }

    public boolean isAwake() {
        return awake;
    }

    /** Which way a turn would go, -1 to 1; 0 while asleep. */
    public double score() {
        return score;
    }

    /** How reliable, 0 to 0.5; 0 while asleep. */
    public double reliability() {
        return Math.abs(score) / 2;
    }

    /** The move that may end, and the heaviest dates, at most three; empty while asleep. */
    public List<Reason> evidence() {
        if (!awake) {
            return List.of();
        }
        List<Dated> dates = new ArrayList<>();
        collect(byBar, (double) bar, (double) bar, 1, dates);
        collect(byInstant, opened, closed, barMillis, dates);
        dates.sort(Comparator.comparingDouble(Dated::height).reversed().thenComparing(Dated::name));
        List<Reason> reasons = new ArrayList<>();
        reasons.add(
                Reason.of(
                        "the last ten bars " + (momentum >= 0 ? "rose" : "fell") + " into a date",
                        new Figure("move in ATR per root bar", momentum),
                        new Figure("window weight", windowWeight)));
        dates.stream().limit(STRONGEST).map(Dated::reason).forEach(reasons::add);
        return reasons;
    }

    private static void collect(
            TimeWindows windows, double begin, double end, double unit, List<Dated> into) {
        TimeWindows.Slots open = windows.open();
        for (int i = 0; i < open.size(); i++) {
            double height = open.height(i, begin, end);
            double bars =
                    Math.max(0, Math.max(begin - open.middle(i), open.middle(i) - end)) / unit;
            if (height > 0) {
                into.add(new Dated(open.name(i), height, bars, open.weight(i)));
            }
        }
    }

    /** A date whose window is open. */
    private record Dated(String name, double height, double bars, double weight) {
        Reason reason() {
            return Reason.of(
                    name,
                    new Figure("bars away", bars),
                    new Figure("weight", weight),
                    new Figure("height", height));
        }
    }
}
