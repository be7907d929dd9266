package dev.keel.sim.sweep;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarCursor;
import dev.keel.core.market.BarSeries;
import dev.keel.core.performance.EquityCurve;
import dev.keel.core.performance.Metric;
import dev.keel.core.performance.Performance;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Signal;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.Strategy;
import dev.keel.sim.backtest.BacktestRequest;
import dev.keel.sim.backtest.StrategyChoice;
import dev.keel.sim.grid.Objective;
import dev.keel.sim.loop.FillTiming;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The quick way to a trial: the strategy runs on every bar as it is, and what account and venue
 * would make of its signals is computed in {@code double}.
 *
 * <p>That is possible where they do nothing but arithmetic: a spot instrument, no limits, no costs
 * but fees, market orders that fill whole, and signals without stop or target. Equity then differs
 * from the exact one in the last digits only. Immutable but for the strategies; for any number of
 * threads.
 */
final class Screening {
    private static final double MILLIS_PER_YEAR = 365.25 * 86_400_000;

    private final BarSeries series;
    private final double[] open;
    private final double[] close;
    private final double capital;
    private final double fee;

    /** By which fraction takers trade worse than the market. */
    private final double worse;

    private final double lot;
    private final double minNotional;
    private final Sizing sizing;
    private final FillTiming timing;
    private final Objective objective;
    private final double barsPerYear;

    /**
     * @param request without {@link #obstacle}
     */
    Screening(BacktestRequest request, Objective objective) {
        this.series = request.bars();
        int size = series.size();
        this.open = new double[size];
        this.close = new double[size];
        for (int i = 0; i < size; i++) {
            Bar bar = series.bar(i);
            open[i] = bar.openValue();
            close[i] = bar.closeValue();
        }
        this.capital = request.capital().toDouble();
        this.fee = request.instrument().fees().taker().doubleValue();
        this.worse = request.venue().slippage().worst().doubleValue();
        this.lot = request.instrument().rules().lot().toDouble();
        this.minNotional = request.instrument().rules().minNotional().doubleValue();
        this.sizing = request.sizing();
        this.timing = request.timing();
        this.objective = objective;
        double span = series.bar(size - 1).closeMillis() - series.openMillis(0);
        this.barsPerYear = size / (span / MILLIS_PER_YEAR);
    }

    /** Why trials under these conditions cannot be screened; empty if they can. */
    static Optional<String> obstacle(BacktestRequest request, Objective objective) {
        if (request.instrument().kind() != InstrumentKind.SPOT) {
            return Optional.of("the instrument is a derivative");
        }
        if (!request.venue().withSlippage(SlippageModel.None.INSTANCE).equals(VenueModel.PLAIN)) {
            return Optional.of("the venue has a delay, a limit, tiers or a price for holding");
        }
        if (!isFixed(request.venue().slippage())) {
            return Optional.of("slippage hangs on the bars' volume");
        }
        if (!request.policy().equals(RiskPolicy.UNLIMITED)) {
            return Optional.of("the account has limits");
        }
        if (objective.needsTrades()) {
            return Optional.of(objective + " is computed from single trades");
        }
        return switch (request.sizing()) {
            case Sizing.AllCash(), Sizing.Fixed _, Sizing.PercentOfEquity _ -> Optional.empty();
            case Sizing.RiskToStop _, Sizing.AtrRisk _, Sizing.Kelly _ ->
                    Optional.of("entries are sized by the signal's stop or range");
        };
    }

    /**
     * Screens a strategy.
     *
     * @return empty if one of its signals has a stop or a target, which only the venue can judge
     */
    Optional<Screened> run(StrategyChoice choice, BacktestRequest request) {
        Strategy strategy =
                choice.definition()
                        .create(
                                request.instrument().id(),
                                series.format().timeframe(),
                                choice.given());
        return new Run(strategy).play();
    }

    /**
     * What screening finds.
     *
     * @param finalEquity at the last close
     */
    record Screened(OptionalDouble objective, double finalEquity, int fills, EquityPath path) {}

    /** One strategy's way through the bars. */
    private final class Run {
        private final Strategy strategy;
        private final float[] points = new float[EquityPath.pointsOf(close.length)];
        private final EquityCurve.Builder curve;
        private double cash = capital;
        private double held;
        private int fills;
        private double lastEquity = capital;
        private double returns;
        private double squares;
        private int point;
        private int pointBar;

        Run(Strategy strategy) {
            this.strategy = strategy;
            int expected = needsCurve() ? close.length : 0;
            this.pointBar = EquityPath.barOf(0, points.length, close.length);
            this.curve = EquityCurve.builder(capital, series.openMillis(0), expected);
        }

        Optional<Screened> play() {
            boolean atOpen = timing == FillTiming.NEXT_OPEN;
            BarCursor bars = new BarCursor(series, 0, close.length);
            Direction due = null;
            while (bars.hasNext()) {
                int from = bars.position();
                if (due != null) {
                    act(due, open[from]);
                    due = null;
                }
                strategy.passQuiet(bars);
                mark(from, bars.position());
                if (!bars.hasNext()) {
                    break;
                }
                int at = bars.position();
                Optional<Signal> signal = strategy.onBar(bars.take());
                if (signal.isPresent()) {
                    if (isProtected(signal.get())) {
                        return Optional.empty();
                    }
                    if (atOpen) {
                        due = signal.get().direction();
                    } else {
                        act(signal.get().direction(), close[at]);
                    }
                }
                mark(at, at + 1);
            }
            double equity = cash + held * close[close.length - 1];
            return Optional.of(new Screened(value(equity), equity, fills, new EquityPath(points)));
        }

        /** Equity at the closes of bars between two trades. */
        private void mark(int from, int to) {
            if (objective == Objective.SHARPE) {
                sumUp(from, to);
            } else if (needsCurve()) {
                for (int i = from; i < to; i++) {
                    curve.add(series.closeMillis(i), cash + held * close[i], held > 0 ? 1 : 0);
                }
            }
            while (point < points.length && pointBar < to) {
                points[point++] = (float) (cash + held * close[pointBar]);
                if (point < points.length) {
                    pointBar = EquityPath.barOf(point, points.length, close.length);
                }
            }
        }

        private OptionalDouble value(double equity) {
            return switch (objective) {
                case TOTAL_RETURN -> OptionalDouble.of(equity / capital - 1);
                case SHARPE -> sharpe();
                case CAGR, SORTINO, CALMAR, MAX_DRAWDOWN, PROFIT_FACTOR, EXPECTANCY, WIN_RATE ->
                        objective.of(Performance.of(curve.build(), List.of()));
            };
        }

        /** While nothing is held all returns but the first, which has the trade in it, are 0. */
        private void sumUp(int from, int to) {
            int last = held == 0 ? Math.min(to, from + 1) : to;
            double before = lastEquity;
            for (int i = from; i < last; i++) {
                double equity = cash + held * close[i];
                double change = equity / before - 1;
                returns += change;
                squares += change * change;
                before = equity;
            }
            lastEquity = before;
        }

        /** As {@link Metric#SHARPE} has it; the mean is so small that one pass is exact enough. */
        private OptionalDouble sharpe() {
            int bars = close.length;
            double variance = (squares - returns * returns / bars) / (bars - 1);
            if (!(variance > 0)) {
                return OptionalDouble.empty();
            }
            double mean = returns / bars;
            return OptionalDouble.of(mean * Math.sqrt(barsPerYear) / Math.sqrt(variance));
        }

        /** On a spot account a short signal is an exit. */
        private void act(Direction direction, double price) {
            switch (direction) {
                case LONG -> {
                    if (held == 0) {
                        buy(price);
                    }
                }
                case SHORT, EXIT -> {
                    if (held > 0) {
                        cash += held * price * (1 - worse) * (1 - fee);
                        held = 0;
                        fills++;
                    }
                }
            }
        }

        /** Size and limits go by the market's price, as those of the account do. */
        private void buy(double price) {
            double lots = Math.floor(wanted(price) / lot);
            double notional = lots * lot * price;
            if (lots >= 1
                    && notional >= minNotional
                    && notional * (1 + fee) <= cash * (1 + 1e-12)) {
                held = lots * lot;
                cash -= notional * (1 + worse) * (1 + fee);
                fills++;
            }
        }

        private double wanted(double price) {
            return switch (sizing) {
                case Sizing.AllCash() -> cash / (price * (1 + fee) * (1 + worse));
                case Sizing.Fixed(var quantity) -> quantity.toDouble() * (1 + 1e-12);
                case Sizing.PercentOfEquity(var share) -> cash * share.doubleValue() / price;
                case Sizing.RiskToStop _, Sizing.AtrRisk _, Sizing.Kelly _ ->
                        throw new IllegalStateException("sizing must be screenable, was " + sizing);
            };
        }
    }

    private static boolean isFixed(SlippageModel slippage) {
        return switch (slippage) {
            case SlippageModel.None _, SlippageModel.FixedFraction _ -> true;
            case SlippageModel.Spread(BigDecimal _, SlippageModel impact) -> isFixed(impact);
            case SlippageModel.VolumeShare _, SlippageModel.SquareRoot _ -> false;
        };
    }

    private boolean needsCurve() {
        return objective != Objective.TOTAL_RETURN && objective != Objective.SHARPE;
    }

    private static boolean isProtected(Signal signal) {
        return signal.prices().stop() != null || signal.prices().target() != null;
    }
}
