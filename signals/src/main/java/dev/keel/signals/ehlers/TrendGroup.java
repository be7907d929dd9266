package dev.keel.signals.ehlers;

import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.cycle.Reflex;
import dev.keel.signals.ehlers.filter.Decycler;
import dev.keel.signals.ehlers.filter.InstantaneousTrendline;
import dev.keel.signals.ehlers.oscillator.CorrelationTrend;

/**
 * The members of {@link EhlersExpert} that follow a trend.
 *
 * <p>A distance d in price units votes {@code tanh(d / (A/2))}, A being the average true range; a
 * number without a unit votes its tanh:
 *
 * <ul>
 *   <li>MAMA - FAMA;
 *   <li>the trigger of the instantaneous trendline - the trendline;
 *   <li>what the decycler gained since the last bar;
 *   <li>Trendflex;
 *   <li>the correlation trend of the closes.
 * </ul>
 */
final class TrendGroup {
    private static final int VOTES = 5;

    private final Mama mama = Mama.startingAtPrice(0.5, 0.05);
    private final InstantaneousTrendline trendline = new InstantaneousTrendline(0.07);
    private final Decycler decycler = new Decycler(60);
    private final Reflex trendflex = Reflex.trendflex(20);
    private final CorrelationTrend correlation = new CorrelationTrend(20);
    private double sum;
    private double size;

    void update(double middle, double close) {
        mama.update(middle);
        trendline.update(middle);
        decycler.update(middle);
        trendflex.update(middle);
        correlation.update(close);
    }

    /** Counts the votes of the last bar. */
    void vote(double range) {
        double unit = range / 2;
        double averages = Math.tanh((mama.mama() - mama.fama()) / unit);
        double lead = Math.tanh((trendline.trigger() - trendline.value()) / unit);
        double slope = Math.tanh(decycler.slope() / unit);
        double flex = Math.tanh(trendflex.value());
        double straight = Math.tanh(correlation.value());
        sum = averages + lead + slope + flex + straight;
        size =
                Math.abs(averages)
                        + Math.abs(lead)
                        + Math.abs(slope)
                        + Math.abs(flex)
                        + Math.abs(straight);
    }

    /** The mean vote, -1 to 1. */
    double mean() {
        return sum / VOTES;
    }

    /** The mean size of the votes, 0 to 1. */
    double size() {
        return size / VOTES;
    }

    /** The correlation of the closes with a rising line, -1 to 1. */
    double straightness() {
        return correlation.value();
    }

    double dominantCyclePeriod() {
        return mama.dominantCyclePeriod();
    }

    int warmUpBars() {
        return Math.max(trendflex.warmUpBars(), trendline.warmUpBars());
    }

    Reason reason() {
        return Reason.of(
                "the trend group " + EhlersExpert.leans(sum),
                new Figure("mean vote", mean()),
                new Figure("mama", mama.mama()),
                new Figure("fama", mama.fama()),
                new Figure("trendline", trendline.value()),
                new Figure("trendline trigger", trendline.trigger()),
                new Figure("decycler slope", decycler.slope()),
                new Figure("trendflex", trendflex.value()),
                new Figure("correlation trend", correlation.value()));
    }
}
