package dev.keel.signals.fusion;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Reason.Figure;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Parameters;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.signals.classic.AverageTrueRange;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.cost.CostModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Acts upon the fusion of all experts; see {@link FusionEngine}.
 *
 * <p>Long: when the fused score is at least the threshold, and what it promises, |S| times the
 * distance of the barriers, is more than going in and out again costs by the {@link CostModel}.
 * Short, with {@code shorts = 1}: the mirror image. Exit: when a bar touches the stop or the
 * target, when the score is at or beyond the threshold the other way, or when the horizon, which
 * the opinion was about, has passed. After an exit the score must leave its side of the threshold
 * before there can be an entry that way again.
 *
 * <p>Stop and target lie multiples of the average true range (Wilder, 14 bars) from the close,
 * rounded half-even to the decimals of the bar; where they could not be placed there is no entry.
 *
 * <p>Strength is |S|; confidence is |S| shrunk by the experts' disagreement. Both are calibrated by
 * outcomes of this market alone. No edge is claimed: where nothing can be learned, the calibrators
 * say so, and there are no signals.
 */
public final class FusionStrategy implements Strategy, LearnsFromExecution {
    private static final int RANGE_PERIOD = 14;
    private static final int FINEST_DECIMALS = 18;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SignalSource source;
    private final FusionEngine engine;
    private final CostModel costs;
    private final AverageTrueRange averageTrueRange = new AverageTrueRange(RANGE_PERIOD);
    private final double threshold;
    private final double stopMultiple;
    private final double targetMultiple;
    private final boolean shorts;
    private final int horizon;

    /** 1 while long, -1 while short, 0 otherwise; what was proposed, not what is held. */
    private int entered;

    /** The side that must be left before there can be an entry its way. */
    private int spent;

    private int barsIn;
    private double stop;
    private double target;
    private long costHour = Long.MIN_VALUE;
    private double cost;

    FusionStrategy(SignalSource source, FusionChoice choice, Parameters parameters) {
        this.source = source;
        this.engine = new FusionEngine(source, choice.experts(), choice.settings());
        this.costs = new CostModel(choice.cost());
        this.threshold = parameters.number("threshold");
        this.stopMultiple = parameters.number("stopAtr");
        this.targetMultiple = parameters.number("targetAtr");
        this.shorts = parameters.integer("shorts") == 1;
        this.horizon = parameters.integer("horizon");
    }

    /**
     * Name, parameters and factory of the fusion of these experts.
     *
     * @param experts their order is that of all vectors
     */
    public static StrategyDefinition definition(List<ExpertDefinition> experts) {
        List<ExpertDefinition> all = List.copyOf(experts);
        return new StrategyDefinition(
                "fusion",
                "Mixes the calibrated opinions of all experts by weights that learn from every"
                        + " outcome; acts when the mix promises more than it costs.",
                FusionChoice.parameters(all),
                (source, parameters) ->
                        new FusionStrategy(source, FusionChoice.of(all, parameters), parameters));
    }

    @Override
    public Optional<Signal> onBar(Bar bar) {
        engine.onBar(bar);
        averageTrueRange.update(bar.highValue(), bar.lowValue(), bar.closeValue());
        int side = side();
        if (side != spent) {
            spent = 0;
        }
        if (entered != 0) {
            barsIn++;
            return exit(bar, side);
        }
        boolean worthIt = side != 0 && side != spent && (side > 0 || shorts) && isWorthIt(bar);
        return worthIt ? enter(bar, side) : Optional.empty();
    }

    @Override
    public void onExecution(ExecutionResult result) {
        costs.learn(result);
        costHour = Long.MIN_VALUE;
    }

    /** What this strategy listens to. */
    public FusionEngine engine() {
        return engine;
    }

    /** What this strategy has learned about costs. */
    public CostModel costs() {
        return costs;
    }

    private int side() {
        double score = engine.score();
        if (!averageTrueRange.isReady() || Math.abs(score) < threshold) {
            return 0;
        }
        return score > 0 ? 1 : -1;
    }

    private boolean isWorthIt(Bar bar) {
        long hour = Math.floorDiv(bar.closeMillis(), HOUR);
        if (hour != costHour) {
            InstrumentId instrument = source.instrument();
            cost = costs.estimate(instrument, bar.closeTime()).roundTrip();
            costHour = hour;
        }
        return engine.expectedMove() > cost;
    }

    private Optional<Signal> enter(Bar bar, int side) {
        double range = averageTrueRange.value();
        double wantedStop = bar.closeValue() - side * stopMultiple * range;
        double wantedTarget = bar.closeValue() + side * targetMultiple * range;
        if (!isPlaceable(bar, wantedStop) || !isPlaceable(bar, wantedTarget)) {
            return Optional.empty();
        }
        int decimals = bar.format().priceDecimals();
        Price stopPrice = Price.fromIndicator(wantedStop, decimals);
        Price targetPrice = Price.fromIndicator(wantedTarget, decimals);
        entered = side;
        spent = side;
        barsIn = 0;
        stop = stopPrice.toDouble();
        target = targetPrice.toDouble();
        PricePlan plan =
                new PricePlan(bar.closePrice(), stopPrice, targetPrice, averageTrueRange(bar));
        Direction direction = side > 0 ? Direction.LONG : Direction.SHORT;
        return Optional.of(signal(bar, direction, plan, entryReasons()));
    }

    private Optional<Signal> exit(Bar bar, int side) {
        Optional<Reason> why = exitReason(bar, side);
        if (why.isEmpty()) {
            return Optional.empty();
        }
        spent = entered;
        entered = 0;
        List<Reason> reasons = new ArrayList<>();
        reasons.add(why.get());
        reasons.addAll(engine.reasons());
        return Optional.of(signal(bar, Direction.EXIT, PricePlan.at(bar.closePrice()), reasons));
    }

    /** The stop comes first: a bar does not tell which of the two it touched first. */
    private Optional<Reason> exitReason(Bar bar, int side) {
        boolean up = entered > 0;
        double worst = up ? bar.lowValue() : bar.highValue();
        double best = up ? bar.highValue() : bar.lowValue();
        if (up ? worst <= stop : worst >= stop) {
            return touched("stop", worst, stop);
        }
        if (up ? best >= target : best <= target) {
            return touched("target", best, target);
        }
        if (side == -entered) {
            return Optional.of(
                    Reason.of(
                            "the fused score turned against the position",
                            new Figure("score", engine.score()),
                            new Figure("threshold", threshold)));
        }
        if (barsIn >= horizon) {
            return Optional.of(
                    Reason.of("the horizon of the opinion has passed", new Figure("bars", barsIn)));
        }
        return Optional.empty();
    }

    private static Optional<Reason> touched(String what, double price, double level) {
        return Optional.of(
                Reason.of(
                        "the bar touched the " + what,
                        new Figure("price", price),
                        new Figure(what, level)));
    }

    private List<Reason> entryReasons() {
        List<Reason> reasons = new ArrayList<>(engine.reasons());
        reasons.add(
                Reason.of(
                        "the expected move is more than it costs",
                        new Figure("expected move", engine.expectedMove()),
                        new Figure("cost of in and out", cost)));
        reasons.add(
                Reason.of(
                        "stop and target by average true range",
                        new Figure("range", averageTrueRange.value()),
                        new Figure("stop", stop),
                        new Figure("target", target)));
        return reasons;
    }

    private Signal signal(Bar bar, Direction direction, PricePlan plan, List<Reason> reasons) {
        return new Signal(
                source.signalAt(bar),
                direction,
                Math.abs(engine.score()),
                engine.confidence(),
                plan,
                reasons);
    }

    /** The range for sizing, two decimals finer than the prices. */
    private BigDecimal averageTrueRange(Bar bar) {
        int decimals = Math.min(bar.format().priceDecimals() + 2, FINEST_DECIMALS);
        return BigDecimal.valueOf(averageTrueRange.value())
                .setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /** At least one unit of the bar's last decimal above zero and away from the close. */
    private static boolean isPlaceable(Bar bar, double price) {
        double unit = bar.format().priceToDouble(1);
        return price >= unit && Math.abs(price - bar.closeValue()) >= unit;
    }
}
