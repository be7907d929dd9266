package dev.keel.sim.validate.promote;

import dev.keel.core.statistics.Bootstrap;
import dev.keel.core.statistics.Interval;
import dev.keel.core.statistics.Moments;
import dev.keel.core.statistics.Overfitting;
import dev.keel.core.statistics.SharpeEstimate;
import dev.keel.sim.validate.Evaluation;
import dev.keel.sim.validate.chance.Paths;
import dev.keel.sim.validate.chance.TradeMonteCarlo;
import dev.keel.sim.validate.forward.Neighbourhood;
import dev.keel.sim.validate.leak.Leak;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Judges what was measured. Sharpe ratios are shown for a year. */
final class Gates {
    private static final long MOST_DRAWN = 20_000_000;
    private static final int LEAST_RESAMPLES = 100;

    private final Findings found;
    private final PromotionSettings settings;
    private final Evaluation own;
    private final double yearly;

    Gates(Findings found, PromotionSettings settings) {
        this.found = found;
        this.settings = settings;
        this.own = found.own();
        this.yearly = Math.sqrt(own.barsPerYear());
    }

    List<Gate> all() {
        return List.of(
                lookAhead(),
                warmUp(),
                trades(),
                trackRecord(),
                interval(),
                deflated(),
                overfitting(),
                outOfSample(),
                efficiency(),
                neighbours(),
                drawdown(),
                ruin(),
                costs(),
                market());
    }

    private Gate lookAhead() {
        List<Leak> leaks = found.lookAhead().leaks();
        String measured =
                leaks.isEmpty()
                        ? found.lookAhead().signals() == 0
                                ? "no signal to look at"
                                : "no leak in " + found.lookAhead().runs() + " runs"
                        : leaks.stream()
                                .map(leak -> leak.kind().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", "leaks: ", ""));
        return Gate.of(
                "lookAhead",
                "Does not see the future",
                found.lookAhead().passed(),
                leaks.size(),
                measured,
                "no leak");
    }

    private Gate warmUp() {
        boolean stable = found.warmUp().stable();
        String measured =
                stable
                        ? "settles after " + found.warmUp().needed().orElse(0) + " bars"
                        : "signals depend on the first bar";
        return Gate.of(
                "warmUp",
                "Forgets where it began",
                stable,
                found.warmUp().needed().orElse(-1),
                measured,
                "the same signals, whatever the start");
    }

    private Gate trades() {
        return Gate.of(
                "trades",
                "Enough trades",
                own.closedTrades() >= Thresholds.LEAST_TRADES,
                own.closedTrades(),
                own.closedTrades() + " closed",
                "at least " + Thresholds.LEAST_TRADES);
    }

    private Gate trackRecord() {
        OptionalDouble least =
                own.sharpe().isPresent()
                        ? own.sharpe().get().minimumObservations(0, Thresholds.CONFIDENCE)
                        : OptionalDouble.empty();
        return Gate.of(
                "trackRecord",
                "Long enough track record",
                least.isPresent() && own.bars() >= least.getAsDouble(),
                least.orElse(Double.NaN),
                own.bars() + " bars",
                least.isPresent()
                        ? "at least " + number("%,.0f", Math.ceil(least.getAsDouble())) + " bars"
                        : "no length will do: the Sharpe ratio is not above 0");
    }

    private Gate interval() {
        String title = "Sharpe ratio above 0 for sure";
        String needed = "95 % range above 0";
        if (own.sharpe().isEmpty()) {
            return Gate.of("sharpeInterval", title, false, Double.NaN, "never traded", needed);
        }
        int resamples =
                Math.clamp(
                        MOST_DRAWN / own.bars(),
                        Math.min(LEAST_RESAMPLES, settings.resamples()),
                        settings.resamples());
        double[] returns = own.returns();
        Interval range =
                Bootstrap.ofSize(returns.length)
                        .interval(
                                returns,
                                Gates::sharpe,
                                resamples,
                                Thresholds.CONFIDENCE,
                                new SplittableRandom(settings.seed()))
                        .times(yearly);
        return Gate.of(
                "sharpeInterval",
                title,
                range.low() > 0,
                range.low(),
                number("%.2f", range.estimate())
                        + " a year, "
                        + number("%.2f", range.low())
                        + " to "
                        + number("%.2f", range.high()),
                needed);
    }

    private Gate deflated() {
        Optional<SharpeEstimate> sharpe = own.sharpe();
        int trials = found.trials().trials();
        double value =
                sharpe.isPresent() ? sharpe.get().deflated(found.trials().variance(), trials) : 0;
        double best = SharpeEstimate.expectedMaximum(found.trials().variance(), trials) * yearly;
        return Gate.of(
                "deflatedSharpe",
                "Better than the luckiest trial",
                value > Thresholds.DEFLATED_SHARPE,
                value,
                number("%.3f", value)
                        + " after "
                        + trials
                        + (trials == 1 ? " trial" : " trials")
                        + ", the best of which would show "
                        + number("%.2f", best)
                        + " by luck",
                "deflated Sharpe ratio above " + Thresholds.DEFLATED_SHARPE);
    }

    private Gate overfitting() {
        String title = "Not chosen by overfitting";
        String needed = "probability of overfitting below " + Thresholds.OVERFITTING;
        if (found.overfitting().isEmpty()) {
            return new Gate(
                    "overfitting",
                    title,
                    Gate.Outcome.NOT_APPLICABLE,
                    Double.NaN,
                    "only one configuration",
                    needed);
        }
        Overfitting overfitting = found.overfitting().get();
        return Gate.of(
                "overfitting",
                title,
                overfitting.probability() < Thresholds.OVERFITTING,
                overfitting.probability(),
                number("%.3f", overfitting.probability())
                        + " in "
                        + number("%,d", overfitting.combinations())
                        + " combinations",
                needed);
    }

    private Gate outOfSample() {
        double sharpe = found.forward().annualSharpe();
        return Gate.of(
                "outOfSample",
                "Earns out of sample",
                sharpe > 0,
                sharpe,
                "Sharpe ratio "
                        + number("%.2f", sharpe)
                        + " a year, return "
                        + percent(found.forward().totalReturn())
                        + " in "
                        + found.forward().folds().size()
                        + " tests",
                "Sharpe ratio above 0");
    }

    private Gate efficiency() {
        OptionalDouble efficiency = found.forward().efficiency();
        return Gate.of(
                "efficiency",
                "Keeps what it promised",
                efficiency.isPresent() && efficiency.getAsDouble() >= Thresholds.EFFICIENCY,
                efficiency.orElse(Double.NaN),
                efficiency.isPresent()
                        ? number("%.2f", efficiency.getAsDouble())
                        : "nothing was earned where parameters were chosen",
                "at least " + Thresholds.EFFICIENCY + " of the return in sample");
    }

    private Gate neighbours() {
        String title = "Stands on a plateau";
        String needed =
                "half of the neighbours profitable, the middle one with half of the Sharpe ratio";
        if (found.neighbourhood().isEmpty()) {
            return new Gate(
                    "neighbours",
                    title,
                    Gate.Outcome.NOT_APPLICABLE,
                    Double.NaN,
                    "no neighbours on the grid",
                    needed);
        }
        Neighbourhood around = found.neighbourhood().get();
        boolean passed =
                around.own() > 0
                        && around.profitable() >= Thresholds.NEIGHBOURS_PROFITABLE
                        && around.median() >= Thresholds.NEIGHBOUR_SHARE * around.own();
        return Gate.of(
                "neighbours",
                title,
                passed,
                around.median() * yearly,
                percent(around.profitable())
                        + " of "
                        + around.neighbours()
                        + " profitable, the middle one "
                        + number("%.2f", around.median() * yearly)
                        + " a year",
                needed);
    }

    private Gate drawdown() {
        String title = "Drawdown that can be borne";
        String needed = "95 of 100 paths within " + percent(Thresholds.DRAWDOWN);
        Optional<Paths> paths = paths();
        if (paths.isEmpty()) {
            return Gate.of("drawdown", title, false, Double.NaN, "no trades", needed);
        }
        double worst = paths.get().maxDrawdown().quantile(0.95);
        return Gate.of(
                "drawdown",
                title,
                worst < Thresholds.DRAWDOWN,
                worst,
                "95 of 100 paths within " + percent(worst),
                needed);
    }

    private Gate ruin() {
        String title = "No ruin";
        String needed =
                "fewer than " + percent(Thresholds.RUIN) + " of the paths lose half of the capital";
        Optional<Paths> paths = paths();
        if (paths.isEmpty()) {
            return Gate.of("ruin", title, false, Double.NaN, "no trades", needed);
        }
        return Gate.of(
                "ruin",
                title,
                paths.get().ruined() < Thresholds.RUIN,
                paths.get().ruined(),
                percent(paths.get().ruined())
                        + " ruined, "
                        + percent(paths.get().lost())
                        + " end with a loss",
                needed);
    }

    /** The same seed each time, so that both gates judge the same paths. */
    private Optional<Paths> paths() {
        double[] trades = own.tradeReturns();
        return trades.length == 0
                ? Optional.empty()
                : Optional.of(
                        TradeMonteCarlo.resampled(
                                trades,
                                settings.paths(),
                                Thresholds.RUIN_LEVEL,
                                new SplittableRandom(settings.seed())));
    }

    private Gate costs() {
        double value = found.stressed().totalReturn();
        return Gate.of(
                "doubledCosts",
                "Earns at doubled costs",
                value > 0,
                value,
                "return " + percent(value),
                "above 0");
    }

    private Gate market() {
        double market =
                SharpeEstimate.of(found.marketReturns()).map(SharpeEstimate::ratio).orElse(0.0);
        double better = (own.sharpePerBar() - market) * yearly;
        return new Gate(
                "market",
                "Against holding the market",
                Gate.Outcome.REPORTED,
                better,
                "Sharpe ratio "
                        + number("%.2f", own.sharpePerBar() * yearly)
                        + " a year, the market's "
                        + number("%.2f", market * yearly)
                        + " before fees",
                "reported only");
    }

    private static double sharpe(double[] returns) {
        Moments moments = Moments.of(returns);
        return moments.deviation() == 0 ? Double.NaN : moments.mean() / moments.deviation();
    }

    private static String percent(double fraction) {
        return number("%,.1f %%", fraction * 100);
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
