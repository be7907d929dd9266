package dev.keel.signals.ehlers;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows a trend that three of Ehlers' filters agree on; see {@link TrendEvidence}.
 *
 * <p>Long: when MAMA is above FAMA, the super-smoothed price rises and the roofing filter rises (or
 * crosses above zero), and one of them did not at the bar before. Exit: when MAMA falls below FAMA,
 * or when a bar touches the stop or the target. With {@code shorts = 1} the mirror image goes
 * short, one bar after an exit at the earliest: a signal never turns a position around.
 *
 * <p>An entry carries a stop and a target, by default 1.5 and 3 average true ranges (Wilder, 14
 * bars) from the close, rounded half-even to the decimals of the bar. Where they could not be
 * placed (at or below zero, or less than the last decimal away) there is no entry. After an exit
 * the next entry the same way needs a fresh agreement. An exit by stop or target is said even
 * though the account's own protection will have acted by then: whoever carries none must hear of
 * it, and an exit from nothing is nothing.
 *
 * <p>Strength is the size of the trend's vote, and confidence that of the mean vote, seasoned by
 * the number of bars. An exit may be weak by these measures, since averages that just crossed lie
 * close together; it is meant all the same.
 *
 * <p>No signal before all filters have settled: with the usual periods not in the first 87 bars.
 * The filters are Ehlers'; their combination, the multiples and the measures are Keel's own, and no
 * edge is claimed for them.
 */
public final class EhlersTrend implements Strategy {

    /** Name, parameters and factory. */
    public static final StrategyDefinition DEFINITION =
            new StrategyDefinition(
                    "ehlers-trend",
                    "Follows a trend that MAMA/FAMA, the Super Smoother and the roofing filter"
                            + " agree on; stop and target by average true range.",
                    List.of(
                            Parameter.integer(
                                    "highPassPeriod",
                                    "longest cycle in bars that counts",
                                    48,
                                    3,
                                    10_000),
                            Parameter.integer(
                                    "smootherPeriod",
                                    "shortest cycle in bars that counts; at most highPassPeriod",
                                    10,
                                    2,
                                    10_000),
                            Parameter.decimal(
                                    "fastLimit",
                                    "largest weight of a price in MAMA",
                                    "0.5",
                                    "0.01",
                                    "0.99"),
                            Parameter.decimal(
                                    "slowLimit",
                                    "smallest weight of a price in MAMA; at most fastLimit",
                                    "0.05",
                                    "0.01",
                                    "0.99"),
                            Parameter.decimal(
                                    "stopAtr", "stop in average true ranges", "1.5", "0.1", "50"),
                            Parameter.decimal(
                                    "targetAtr",
                                    "target in average true ranges",
                                    "3",
                                    "0.1",
                                    "100"),
                            Parameter.integer("shorts", "1 goes short too, 0 does not", 0, 0, 1)),
                    EhlersTrend::new);

    private static final int FINEST_DECIMALS = 18;

    private final SignalSource source;
    private final TrendEvidence evidence;
    private final double stopMultiple;
    private final double targetMultiple;
    private final boolean shorts;

    /** The way of the entry that is not over yet, with its stop and target. */
    private Lean entered = Lean.NONE;

    private double stop;
    private double target;

    /**
     * The agreement that must end before there can be an entry its way: acted upon, or too early.
     */
    private Lean spent = Lean.NONE;

    private EhlersTrend(SignalSource source, Parameters parameters) {
        this.source = source;
        this.evidence =
                new TrendEvidence(
                        new RoofingFilter(
                                parameters.number("highPassPeriod"),
                                parameters.number("smootherPeriod")),
                        new SuperSmoother(parameters.number("smootherPeriod")),
                        Mama.startingAtPrice(
                                parameters.number("fastLimit"), parameters.number("slowLimit")));
        this.stopMultiple = parameters.number("stopAtr");
        this.targetMultiple = parameters.number("targetAtr");
        this.shorts = parameters.integer("shorts") == 1;
    }

    @Override
    public Optional<Signal> onBar(Bar bar) {
        evidence.update(bar);
        Lean agreement = evidence.agreement();
        if (agreement != spent) {
            spent = Lean.NONE;
        }
        if (!evidence.isReady()) {
            spent = agreement;
            return Optional.empty();
        }
        if (agreement == entered) {
            spent = agreement;
        }
        return entered == Lean.NONE ? entry(bar, agreement) : exit(bar);
    }

    private Optional<Signal> entry(Bar bar, Lean agreement) {
        return switch (agreement) {
            case UP -> enter(bar, Lean.UP, Direction.LONG);
            case DOWN -> shorts ? enter(bar, Lean.DOWN, Direction.SHORT) : Optional.empty();
            case NONE -> Optional.empty();
        };
    }

    private Optional<Signal> enter(Bar bar, Lean way, Direction direction) {
        if (way == spent) {
            return Optional.empty();
        }
        spent = way;
        double ahead = way == Lean.UP ? evidence.averageTrueRange() : -evidence.averageTrueRange();
        double wantedStop = bar.closeValue() - stopMultiple * ahead;
        double wantedTarget = bar.closeValue() + targetMultiple * ahead;
        if (!isPlaceable(bar, wantedStop) || !isPlaceable(bar, wantedTarget)) {
            return Optional.empty();
        }
        int decimals = bar.format().priceDecimals();
        Price stopPrice = Price.fromIndicator(wantedStop, decimals);
        Price targetPrice = Price.fromIndicator(wantedTarget, decimals);
        entered = way;
        stop = stopPrice.toDouble();
        target = targetPrice.toDouble();
        return Optional.of(
                signal(
                        bar,
                        direction,
                        new PricePlan(
                                bar.closePrice(), stopPrice, targetPrice, averageTrueRange(bar)),
                        entryReasons()));
    }

    private Optional<Signal> exit(Bar bar) {
        Optional<Reason> reason = exitReason(bar);
        if (reason.isPresent()) {
            entered = Lean.NONE;
        }
        return reason.map(
                why -> signal(bar, Direction.EXIT, PricePlan.at(bar.closePrice()), List.of(why)));
    }

    /** The stop comes first: a bar does not tell which of the two it touched first. */
    private Optional<Reason> exitReason(Bar bar) {
        boolean up = entered == Lean.UP;
        double worst = up ? bar.lowValue() : bar.highValue();
        double best = up ? bar.highValue() : bar.lowValue();
        if (up ? worst <= stop : worst >= stop) {
            return Optional.of(
                    Reason.of(
                            "the bar touched the stop",
                            new Figure("price", worst),
                            new Figure("stop", stop)));
        }
        if (up ? best >= target : best <= target) {
            return Optional.of(
                    Reason.of(
                            "the bar touched the target",
                            new Figure("price", best),
                            new Figure("target", target)));
        }
        Lean trend = evidence.trend();
        boolean turned = trend != entered && trend != Lean.NONE;
        return turned ? Optional.of(evidence.trendReason()) : Optional.empty();
    }

    private Signal signal(Bar bar, Direction direction, PricePlan plan, List<Reason> reasons) {
        return new Signal(
                source.signalAt(bar),
                direction,
                evidence.strength(),
                evidence.confidence(),
                plan,
                reasons);
    }

    private List<Reason> entryReasons() {
        Reason protection =
                Reason.of(
                        "stop and target by average true range",
                        new Figure("range", evidence.averageTrueRange()),
                        new Figure("stop", stop),
                        new Figure("target", target));
        return Stream.concat(evidence.reasons().stream(), Stream.of(protection)).toList();
    }

    /** The range for sizing, two decimals finer than the prices. */
    private BigDecimal averageTrueRange(Bar bar) {
        int decimals = Math.min(bar.format().priceDecimals() + 2, FINEST_DECIMALS);
        return BigDecimal.valueOf(evidence.averageTrueRange())
                .setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /** At least one unit of the bar's last decimal above zero and away from the close. */
    private static boolean isPlaceable(Bar bar, double price) {
        double unit = bar.format().priceToDouble(1);
        return price >= unit && Math.abs(price - bar.closeValue()) >= unit;
    }
}
