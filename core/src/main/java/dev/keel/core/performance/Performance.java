package dev.keel.core.performance;

import dev.keel.core.market.BarSeries;
import dev.keel.core.performance.Metric.Section;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The figures of a stretch of trading. They never change; each is computed when it is first asked
 * for, with those that come with it. For any number of threads.
 *
 * <p>Figures are statistics: they are computed in {@code double} and may differ from exact ones in
 * the last digits.
 */
public final class Performance {
    private static final Set<Section> OF_CURVE = EnumSet.of(Section.RETURN, Section.RISK);
    private static final Set<Section> OF_TRADES =
            EnumSet.of(Section.TRADES, Section.PROFIT, Section.HOLDING, Section.COST);

    private final EquityCurve curve;
    private final List<RoundTrip> trades;
    private final Optional<BarSeries> market;
    private final Map<Section, Map<Metric, Double>> known = new EnumMap<>(Section.class);

    private Performance(EquityCurve curve, List<RoundTrip> trades, Optional<BarSeries> market) {
        this.curve = curve;
        this.trades = List.copyOf(trades);
        this.market = market;
    }

    /**
     * The figures of an account that traded several instruments, or of whose market nothing is
     * known.
     *
     * @param trades in the order in which they were opened
     */
    public static Performance of(EquityCurve curve, List<RoundTrip> trades) {
        return new Performance(curve, trades, Optional.empty());
    }

    /**
     * The figures of an account that traded one instrument.
     *
     * @param trades in the order in which they were opened
     * @param market the instrument's bars, one for each point of the curve
     */
    public static Performance of(EquityCurve curve, List<RoundTrip> trades, BarSeries market) {
        if (market.size() != curve.size()) {
            throw new IllegalArgumentException(
                    "market must have a bar for each of "
                            + curve.size()
                            + " points, had "
                            + market.size());
        }
        return new Performance(
                curve, trades, market.isEmpty() ? Optional.empty() : Optional.of(market));
    }

    /** A figure; empty if it cannot be computed. */
    public OptionalDouble value(Metric metric) {
        Double value = section(metric.section()).get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Section section : Section.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(section(section));
        }
        return text.toString();
    }

    private synchronized Map<Metric, Double> section(Section section) {
        Map<Metric, Double> figures = known.get(section);
        if (figures == null) {
            figures = compute(section);
            for (Section together : computedWith(section)) {
                known.put(together, figures);
            }
        }
        return figures;
    }

    private static Set<Section> computedWith(Section section) {
        if (OF_CURVE.contains(section)) {
            return OF_CURVE;
        }
        return OF_TRADES.contains(section) ? OF_TRADES : EnumSet.of(section);
    }

    private Map<Metric, Double> compute(Section section) {
        Values values = new Values();
        switch (section) {
            case RETURN, RISK -> {
                CurveStatistics.of(curve).putInto(values);
                market.ifPresent(bars -> values.put(Metric.MARKET_RETURN, marketReturn(bars)));
            }
            case DISTRIBUTION -> ReturnDistribution.of(curve).putInto(values);
            case DAYS -> DayStatistics.of(curve).putInto(values);
            case MARKET ->
                    market.ifPresent(bars -> MarketStatistics.of(curve, bars).putInto(values));
            case TRADES, PROFIT, HOLDING, COST -> TradeStatistics.of(trades).putInto(values, curve);
            case EXCURSION -> market.ifPresent(bars -> Excursions.of(trades, bars).putInto(values));
        }
        return values.toMap();
    }

    private static double marketReturn(BarSeries bars) {
        double open = bars.bar(0).openValue();
        return (bars.closeValue(bars.size() - 1) - open) / open;
    }
}
