package dev.keel.signals.classic.library;

import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Parameters;
import dev.keel.signals.indicator.IndicatorDefinition;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.AwesomeOscillatorIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.CoppockCurveIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.UlcerIndexIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.averages.DoubleEMAIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.KAMAIndicator;
import org.ta4j.core.indicators.averages.TripleEMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.averages.ZLEMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.MedianPriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuKijunSenIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuSenkouSpanAIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuSenkouSpanBIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuTenkanSenIndicator;
import org.ta4j.core.indicators.volume.AccumulationDistributionIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.ChaikinOscillatorIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.num.Num;

/** The classic indicators that are taken from a library, for the catalogue. */
public final class LibraryIndicators {
    private static final String FAMILY = "classic";
    private static final String BY_LIBRARY = " By ta4j: slower.";
    private static final int LONGEST = 1_000;

    /** An exponential average forgets 99 % of its start in so many periods; two or three more. */
    private static final int PERIODS_TO_SETTLE = 5;

    private LibraryIndicators() {}

    /** Averages, then oscillators, then those of volume, then the cloud. */
    public static List<IndicatorDefinition> all() {
        return Stream.of(averages(), oscillators(), volumes(), List.of(ichimoku()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<IndicatorDefinition> averages() {
        return List.of(
                kama(),
                ofPeriod(
                        "hma",
                        "Hull's average: fast and smooth.",
                        20,
                        period -> 2 * period,
                        (series, period) -> new HMAIndicator(close(series), period)),
                ofPeriod(
                        "dema",
                        "Double exponential average.",
                        20,
                        period -> PERIODS_TO_SETTLE * period,
                        (series, period) -> new DoubleEMAIndicator(close(series), period)),
                ofPeriod(
                        "tema",
                        "Triple exponential average.",
                        20,
                        period -> PERIODS_TO_SETTLE * period,
                        (series, period) -> new TripleEMAIndicator(close(series), period)),
                ofPeriod(
                        "zlema",
                        "Exponential average of a price that was put ahead by its lag.",
                        20,
                        period -> PERIODS_TO_SETTLE * period,
                        (series, period) -> new ZLEMAIndicator(close(series), period)),
                ofPeriod(
                        "vwma",
                        "Mean of the last closes, weighted by volume.",
                        20,
                        period -> period,
                        (series, period) -> new VWMAIndicator(close(series), period)));
    }

    private static List<IndicatorDefinition> oscillators() {
        return List.of(
                ofPeriod(
                        "cci",
                        "Lambert's commodity channel index.",
                        20,
                        period -> 2 * period,
                        CCIIndicator::new),
                ofPeriod(
                        "williams-r",
                        "Williams' %R: where the close lies in the range; -100 to 0.",
                        14,
                        period -> period,
                        WilliamsRIndicator::new),
                ofPeriod(
                        "cmo",
                        "Chande's momentum oscillator; -100 to 100.",
                        14,
                        period -> period + 1,
                        (series, period) -> new CMOIndicator(close(series), period)),
                ofPeriod(
                        "stochastic-rsi",
                        "Where the strength index lies in its own range; 0 to 1.",
                        14,
                        period -> (PERIODS_TO_SETTLE + 2) * period,
                        (series, period) -> new StochasticRSIIndicator(series, period)),
                ofPeriod(
                        "ulcer-index",
                        "Depth of the falls from the highest close, in percent.",
                        14,
                        period -> 2 * period,
                        (series, period) -> new UlcerIndexIndicator(close(series), period)),
                aroon(),
                awesome(),
                massIndex(),
                coppock());
    }

    private static List<IndicatorDefinition> volumes() {
        return List.of(
                ofPeriod(
                        "chaikin-money-flow",
                        "Volume by where the bars close in their range; -1 to 1.",
                        20,
                        period -> period,
                        ChaikinMoneyFlowIndicator::new),
                chaikinOscillator(),
                cumulative(
                        "obv",
                        "On-balance volume since the first bar: only its changes mean something.",
                        OnBalanceVolumeIndicator::new),
                cumulative(
                        "accumulation-distribution",
                        "Volume by where the bars close, since the first bar: only its changes"
                                + " mean something.",
                        AccumulationDistributionIndicator::new));
    }

    private static IndicatorDefinition kama() {
        return definition(
                "kama",
                "Kaufman's adaptive average.",
                List.of(
                        Parameter.integer("period", "of the efficiency in bars", 10, 1, LONGEST),
                        Parameter.integer("fast", "fastest average", 2, 1, LONGEST),
                        Parameter.integer("slow", "slowest average", 30, 1, LONGEST)),
                List.of("value"),
                values -> values.integer("period") + 2 * PERIODS_TO_SETTLE * values.integer("slow"),
                (series, values) ->
                        List.of(
                                new KAMAIndicator(
                                        close(series),
                                        values.integer("period"),
                                        values.integer("fast"),
                                        values.integer("slow"))));
    }

    private static IndicatorDefinition aroon() {
        return definition(
                "aroon",
                "How long ago the highest high and the lowest low were; 100 for now.",
                List.of(period(25)),
                List.of("up", "down"),
                values -> values.integer("period") + 1,
                (series, values) ->
                        List.of(
                                new AroonUpIndicator(series, values.integer("period")),
                                new AroonDownIndicator(series, values.integer("period"))));
    }

    private static IndicatorDefinition awesome() {
        return definition(
                "awesome-oscillator",
                "Williams' awesome oscillator: difference of two means of the bars' middles.",
                List.of(
                        Parameter.integer("fast", "bars of the short mean", 5, 1, LONGEST),
                        Parameter.integer("slow", "bars of the long mean", 34, 1, LONGEST)),
                List.of("value"),
                values -> Math.max(values.integer("fast"), values.integer("slow")),
                (series, values) ->
                        List.of(
                                new AwesomeOscillatorIndicator(
                                        new MedianPriceIndicator(series),
                                        values.integer("fast"),
                                        values.integer("slow"))));
    }

    private static IndicatorDefinition massIndex() {
        return definition(
                "mass-index",
                "Dorsey's mass index: widening and narrowing ranges.",
                List.of(
                        Parameter.integer("averages", "of the ranges in bars", 9, 1, LONGEST),
                        Parameter.integer("sum", "bars that are summed", 25, 1, LONGEST)),
                List.of("value"),
                values ->
                        2 * PERIODS_TO_SETTLE * values.integer("averages") + values.integer("sum"),
                (series, values) ->
                        List.of(
                                new MassIndexIndicator(
                                        series,
                                        values.integer("averages"),
                                        values.integer("sum"))));
    }

    private static IndicatorDefinition coppock() {
        return definition(
                "coppock",
                "Coppock's curve: weighted mean of two rates of change.",
                List.of(
                        Parameter.integer("longChange", "of the longer rate", 14, 1, LONGEST),
                        Parameter.integer("shortChange", "of the shorter rate", 11, 1, LONGEST),
                        Parameter.integer("average", "of the weighted mean", 10, 1, LONGEST)),
                List.of("value"),
                values ->
                        Math.max(values.integer("longChange"), values.integer("shortChange"))
                                + values.integer("average"),
                (series, values) ->
                        List.of(
                                new CoppockCurveIndicator(
                                        close(series),
                                        values.integer("longChange"),
                                        values.integer("shortChange"),
                                        values.integer("average"))));
    }

    private static IndicatorDefinition chaikinOscillator() {
        return definition(
                "chaikin-oscillator",
                "Difference of two averages of accumulation-distribution.",
                List.of(
                        Parameter.integer("fast", "of the fast average", 3, 1, LONGEST),
                        Parameter.integer("slow", "of the slow average", 10, 1, LONGEST)),
                List.of("value"),
                values -> 2 * PERIODS_TO_SETTLE * values.integer("slow"),
                (series, values) ->
                        List.of(
                                new ChaikinOscillatorIndicator(
                                        series, values.integer("fast"), values.integer("slow"))));
    }

    private static IndicatorDefinition ichimoku() {
        return definition(
                "ichimoku",
                "Cloud: conversion and base line, and the spans that were made displacement bars"
                        + " ago.",
                List.of(
                        Parameter.integer("conversion", "of the conversion line", 9, 1, LONGEST),
                        Parameter.integer("base", "of the base line", 26, 1, LONGEST),
                        Parameter.integer("span", "of span B", 52, 1, LONGEST),
                        Parameter.integer(
                                "displacement", "bars the spans are put ahead", 26, 1, LONGEST)),
                List.of("conversion", "base", "spanA", "spanB"),
                values ->
                        Math.max(values.integer("span"), values.integer("base"))
                                + values.integer("displacement"),
                LibraryIndicators::cloud);
    }

    private static List<Indicator<Num>> cloud(BarSeries series, Parameters values) {
        IchimokuTenkanSenIndicator conversion =
                new IchimokuTenkanSenIndicator(series, values.integer("conversion"));
        IchimokuKijunSenIndicator base =
                new IchimokuKijunSenIndicator(series, values.integer("base"));
        int displacement = values.integer("displacement");
        return List.of(
                conversion,
                base,
                new IchimokuSenkouSpanAIndicator(series, conversion, base, displacement),
                new IchimokuSenkouSpanBIndicator(series, values.integer("span"), displacement));
    }

    private static IndicatorDefinition cumulative(
            String name, String meaning, Function<BarSeries, Indicator<Num>> of) {
        return definition(
                name,
                meaning,
                List.of(),
                List.of("value"),
                _ -> 2,
                (series, values) -> List.of(of.apply(series)));
    }

    private static IndicatorDefinition ofPeriod(
            String name,
            String meaning,
            int usual,
            IntUnaryOperator warmUp,
            BiFunction<BarSeries, Integer, Indicator<Num>> of) {
        return definition(
                name,
                meaning,
                List.of(period(usual)),
                List.of("value"),
                values -> warmUp.applyAsInt(values.integer("period")),
                (series, values) -> List.of(of.apply(series, values.integer("period"))));
    }

    private static IndicatorDefinition definition(
            String name,
            String meaning,
            List<Parameter> parameters,
            List<String> outputs,
            ToIntFunction<Parameters> warmUp,
            BiFunction<BarSeries, Parameters, List<Indicator<Num>>> of) {
        return IndicatorDefinition.ofBars(
                name,
                FAMILY,
                meaning + BY_LIBRARY,
                parameters,
                values -> {
                    int bars = warmUp.applyAsInt(values);
                    return new LibraryIndicator(
                            Math.max(bars, 2) + 2, bars, series -> of.apply(series, values));
                },
                outputs);
    }

    private static Parameter period(int usual) {
        return Parameter.integer("period", "in bars", usual, 1, LONGEST);
    }

    private static ClosePriceIndicator close(BarSeries series) {
        return new ClosePriceIndicator(series);
    }
}
