package dev.keel.signals.ehlers;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.classic.AverageTrueRange;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.List;

/**
 * Ehlers' indicators as one opinion: a group that follows trends and one that follows cycles, whose
 * weights change with how straight the market runs.
 *
 * <pre>
 * w           = 1 / (1 + exp(-4 (|correlation trend| - .5)))
 * score       = w mean vote of the trend group + (1 - w) mean vote of the cycle group
 * agreement   = |score| / (w mean size of the one's votes + (1 - w) mean size of the other's)
 * reliability = agreement min(1, bars / (5 warm-up))
 * </pre>
 *
 * <p>All members are fed (high + low) / 2 but the correlation trend, which takes closes. One
 * measurement of the dominant cycle, that of MAMA, says how fast crosses fade; {@link
 * #dominantCyclePeriod()} lets others look back as far. Awake once all members have warmed up,
 * while the market moves and all numbers are finite.
 *
 * <p>The filters are Ehlers'. The votes, the groups and the weights are Keel's own, and no edge is
 * claimed for them.
 */
public final class EhlersExpert implements Expert {

    /** Name, prior and factory. */
    public static final ExpertDefinition DEFINITION =
            new ExpertDefinition(
                    "ehlers",
                    "Ehlers' filters and oscillators: a trend group and a cycle group, weighted by"
                            + " how straight the market runs.",
                    0.35,
                    (instrument, timeframe) -> new EhlersExpert());

    private static final int RANGE_PERIOD = 14;
    private static final int SEASONED = 5;
    private static final double STEEPNESS = 4;
    private static final double HALF_STRAIGHT = 0.5;

    private final TrendGroup trend = new TrendGroup();
    private final CycleGroup cycle = new CycleGroup();
    private final AverageTrueRange range = new AverageTrueRange(RANGE_PERIOD);
    private final int warmUpBars;
    private double trendWeight;
    private double score;
    private double reliability;
    private boolean awake;

    EhlersExpert() {
        warmUpBars = Math.max(range.warmUpBars(), Math.max(trend.warmUpBars(), cycle.warmUpBars()));
    }

    @Override
    public void onBar(Bar bar) {
        double high = bar.highValue();
        double low = bar.lowValue();
        double close = bar.closeValue();
        double middle = (high + low) / 2;
        trend.update(middle, close);
        cycle.update(middle);
        range.update(high, low, close);
        awake = false;
        score = 0;
        reliability = 0;
        if (range.value() > 0) {
            think();
        }
    }

    private void think() {
        trend.vote(range.value());
        cycle.vote(range.value(), trend.dominantCyclePeriod());
        trendWeight =
                1 / (1 + Math.exp(-STEEPNESS * (Math.abs(trend.straightness()) - HALF_STRAIGHT)));
        double mean = trendWeight * trend.mean() + (1 - trendWeight) * cycle.mean();
        double size = trendWeight * trend.size() + (1 - trendWeight) * cycle.size();
        if (range.bars() >= warmUpBars && size > 0 && Double.isFinite(mean)) {
            awake = true;
            score = mean;
            reliability =
                    Math.min(1, Math.abs(mean) / size)
                            * Math.min(1, (double) range.bars() / (SEASONED * warmUpBars));
        }
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
        return warmUpBars;
    }

    /** The period of the dominant cycle in bars, at most 50; zero until it is measured. */
    public double dominantCyclePeriod() {
        return trend.dominantCyclePeriod();
    }

    @Override
    public List<Reason> evidence() {
        if (!awake) {
            return List.of();
        }
        return List.of(
                trend.reason(),
                cycle.reason(),
                Reason.of(
                        trendWeight > HALF_STRAIGHT
                                ? "the market runs straight, so the trend group weighs more"
                                : "the market swings, so the cycle group weighs more",
                        new Figure("weight of the trend group", trendWeight),
                        new Figure("correlation trend", trend.straightness()),
                        new Figure("dominant cycle in bars", dominantCyclePeriod()),
                        new Figure("average true range", range.value())));
    }

    /** In words, which way a sum of votes points. */
    static String leans(double sum) {
        if (sum > 0) {
            return "points up";
        }
        return sum < 0 ? "points down" : "points nowhere";
    }
}
