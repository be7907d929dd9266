package dev.keel.signals.ehlers;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.classic.AverageTrueRange;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import java.util.List;

/**
 * What the filters of {@link EhlersTrend} say after each bar: three votes and their figures.
 *
 * <p>The filters are fed the middle of the bar, (high + low) / 2. A vote is {@code tanh(d / (A /
 * 2))}, A being the average true range over 14 bars and d, in price units:
 *
 * <ul>
 *   <li>MAMA - FAMA, the trend;
 *   <li>what the super-smoothed price gained since the last bar;
 *   <li>what the roofing filter gained since the last bar. (A filter that crosses zero upwards also
 *       rises: the crossing is only told, it is no vote of its own.)
 * </ul>
 */
final class TrendEvidence {

    private static final int ATR_PERIOD = 14;
    private static final int VOTES = 3;

    /** Confidence is full after this many times the warm-up. */
    private static final int SEASONED = 5;

    private final RoofingFilter roofing;
    private final SuperSmoother smoother;
    private final Mama mama;
    private final AverageTrueRange averageTrueRange = new AverageTrueRange(ATR_PERIOD);
    private double smoothedBefore;
    private double roofedBefore;

    TrendEvidence(RoofingFilter roofing, SuperSmoother smoother, Mama mama) {
        this.roofing = roofing;
        this.smoother = smoother;
        this.mama = mama;
    }

    void update(Bar bar) {
        double high = bar.highValue();
        double low = bar.lowValue();
        double middle = (high + low) / 2;
        boolean first = roofing.bars() == 0;
        smoothedBefore = first ? middle : smoother.value();
        roofedBefore = first ? 0 : roofing.value();
        smoother.update(middle);
        roofing.update(middle);
        mama.update(middle);
        averageTrueRange.update(high, low, bar.closeValue());
    }

    /** All filters have settled and the market moves: the range is above zero. */
    boolean isReady() {
        return roofing.isReady()
                && smoother.isReady()
                && mama.isReady()
                && averageTrueRange.isReady()
                && averageTrueRange.value() > 0;
    }

    double averageTrueRange() {
        return averageTrueRange.value();
    }

    /** Where MAMA lies against FAMA. */
    Lean trend() {
        return lean(mama.mama() - mama.fama());
    }

    /** Where all three point; none if they differ. */
    Lean agreement() {
        Lean trend = trend();
        boolean agreed = lean(smoothedGain()) == trend && lean(roofedGain()) == trend;
        return agreed ? trend : Lean.NONE;
    }

    /** The size of the trend's vote, 0 to 1. */
    double strength() {
        return Math.abs(vote(mama.mama() - mama.fama()));
    }

    /**
     * The size of the mean vote, 0 to 1, times the share of five warm-ups that passed;
     * uncalibrated.
     */
    double confidence() {
        double mean =
                (vote(mama.mama() - mama.fama()) + vote(smoothedGain()) + vote(roofedGain()))
                        / VOTES;
        double seasoning = (double) roofing.bars() / (SEASONED * roofing.warmUpBars());
        return Math.abs(mean) * Math.min(1, seasoning);
    }

    /** The trend, in words and figures. */
    Reason trendReason() {
        return Reason.of(
                "MAMA is " + aboveOrBelow(trend()) + " FAMA",
                new Figure("mama", mama.mama()),
                new Figure("fama", mama.fama()),
                new Figure("dominant cycle in bars", mama.dominantCyclePeriod()));
    }

    /** All of the evidence, in words and figures. */
    List<Reason> reasons() {
        return List.of(
                trendReason(),
                Reason.of(
                        "the super-smoothed price " + risesOrFalls(smoothedGain()),
                        new Figure("now", smoother.value()),
                        new Figure("before", smoothedBefore)),
                Reason.of(
                        "the roofing filter " + roofedMove(),
                        new Figure("now", roofing.value()),
                        new Figure("before", roofedBefore)));
    }

    private double smoothedGain() {
        return smoother.value() - smoothedBefore;
    }

    private double roofedGain() {
        return roofing.value() - roofedBefore;
    }

    private double vote(double distance) {
        double range = averageTrueRange.value();
        return range > 0 ? Math.tanh(distance / (range / 2)) : 0;
    }

    private String roofedMove() {
        if (roofing.value() > 0 && roofedBefore <= 0) {
            return "crossed above zero";
        }
        if (roofing.value() < 0 && roofedBefore >= 0) {
            return "crossed below zero";
        }
        return risesOrFalls(roofedGain());
    }

    private static Lean lean(double distance) {
        if (distance > 0) {
            return Lean.UP;
        }
        return distance < 0 ? Lean.DOWN : Lean.NONE;
    }

    private static String aboveOrBelow(Lean lean) {
        return switch (lean) {
            case UP -> "above";
            case DOWN -> "below";
            case NONE -> "level with";
        };
    }

    private static String risesOrFalls(double gain) {
        return switch (lean(gain)) {
            case UP -> "rises";
            case DOWN -> "falls";
            case NONE -> "rests";
        };
    }
}
