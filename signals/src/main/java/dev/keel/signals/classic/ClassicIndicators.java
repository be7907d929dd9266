package dev.keel.signals.classic;

import static dev.keel.signals.indicator.IndicatorDefinition.ofBars;
import static dev.keel.signals.indicator.IndicatorDefinition.ofNumber;

import dev.keel.core.strategy.Parameter;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Output;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.List;
import java.util.stream.Stream;

/** The classic indicators that Keel computes itself, for the catalogue. */
public final class ClassicIndicators {
    private static final String FAMILY = "classic";
    private static final int LONGEST = 10_000;

    private ClassicIndicators() {}

    /** Averages, then oscillators, then channels. */
    public static List<IndicatorDefinition> all() {
        return Stream.of(averages(), oscillators(), channels()).flatMap(List::stream).toList();
    }

    private static List<IndicatorDefinition> averages() {
        return List.of(
                ofNumber(
                        "sma",
                        FAMILY,
                        "Plain mean of the last bars.",
                        BarInput.CLOSE,
                        List.of(period("period", "in bars", 20)),
                        values -> new SimpleAverage(values.integer("period"))),
                ofNumber(
                        "ema",
                        FAMILY,
                        "Exponential average.",
                        BarInput.CLOSE,
                        List.of(period("period", "in bars", 20)),
                        values -> new ExponentialAverage(values.integer("period"))),
                ofNumber(
                        "wma",
                        FAMILY,
                        "Mean of the last bars with weights that rise by one a bar.",
                        BarInput.CLOSE,
                        List.of(period("period", "in bars", 20)),
                        values -> new WeightedAverage(values.integer("period"))),
                ofBars(
                        "vwap",
                        FAMILY,
                        "Volume-weighted average price over the last bars.",
                        List.of(period("period", "in bars", 20)),
                        values -> new RollingVolumeAverage(values.integer("period")),
                        List.of("value")),
                ofBars(
                        "vwap-session",
                        FAMILY,
                        "Volume-weighted average price since the session began.",
                        List.of(
                                Parameter.integer(
                                        "beginHour", "hour of UTC at which it begins", 0, 0, 23)),
                        values -> new SessionVolumeAverage(values.integer("beginHour")),
                        List.of("value")));
    }

    private static List<IndicatorDefinition> oscillators() {
        return List.of(
                ofNumber(
                        "rsi",
                        FAMILY,
                        "Wilder's relative strength index; 0 to 100.",
                        BarInput.CLOSE,
                        List.of(Parameter.integer("period", "in bars", 14, 2, LONGEST)),
                        values -> new RelativeStrength(values.integer("period"))),
                ofNumber(
                        "roc",
                        FAMILY,
                        "Change over some bars in percent.",
                        BarInput.CLOSE,
                        List.of(period("period", "in bars", 10)),
                        values -> new RateOfChange(values.integer("period"))),
                ofNumber(
                        "macd",
                        FAMILY,
                        "Difference of two exponential averages, its average, and what is between.",
                        BarInput.CLOSE,
                        List.of(
                                period("fastPeriod", "of the fast average", 12),
                                period("slowPeriod", "of the slow one; at least fastPeriod", 26),
                                period("signalPeriod", "of the signal", 9)),
                        values ->
                                new MovingAverageConvergence(
                                        values.integer("fastPeriod"),
                                        values.integer("slowPeriod"),
                                        values.integer("signalPeriod")),
                        List.of(
                                Output.of("macd", StreamingIndicator::value),
                                Output.of("signal", MovingAverageConvergence::signal),
                                Output.of("histogram", MovingAverageConvergence::histogram))),
                ofBars(
                        "adx",
                        FAMILY,
                        "Wilder's directional movement: how one-sided, how much up, how much down.",
                        List.of(Parameter.integer("period", "in bars", 14, 2, LONGEST)),
                        values -> new DirectionalMovement(values.integer("period")),
                        List.of("adx", "plus", "minus")),
                ofBars(
                        "mfi",
                        FAMILY,
                        "Money flow index: a strength index of turnover; 0 to 100.",
                        List.of(period("period", "in bars", 14)),
                        values -> new MoneyFlow(values.integer("period")),
                        List.of("value")),
                ofBars(
                        "stochastic",
                        FAMILY,
                        "Where the close lies in the range of the last bars; 0 to 100.",
                        List.of(
                                period("length", "bars of the range", 14),
                                period("slowing", "bars that k is averaged over", 3),
                                period("signal", "bars that d is averaged over", 3)),
                        values ->
                                new StochasticOscillator(
                                        values.integer("length"),
                                        values.integer("slowing"),
                                        values.integer("signal")),
                        List.of("k", "d")));
    }

    private static List<IndicatorDefinition> channels() {
        return List.of(
                ofBars(
                        "atr",
                        FAMILY,
                        "Wilder's average true range.",
                        List.of(period("period", "in bars", 14)),
                        values -> new AverageTrueRange(values.integer("period")),
                        List.of("value")),
                ofNumber(
                        "standard-deviation",
                        FAMILY,
                        "Standard deviation of the last bars, of the population.",
                        BarInput.CLOSE,
                        List.of(period("period", "in bars", 20)),
                        values -> new BollingerBands(values.integer("period"), 1),
                        List.of(Output.of("value", BollingerBands::deviation))),
                ofNumber(
                        "bollinger",
                        FAMILY,
                        "Plain mean, and so many standard deviations around it.",
                        BarInput.CLOSE,
                        List.of(
                                period("period", "in bars", 20),
                                Parameter.decimal("width", "in deviations", "2", "0", "100")),
                        values ->
                                new BollingerBands(
                                        values.integer("period"), values.number("width")),
                        List.of(
                                Output.of("middle", StreamingIndicator::value),
                                Output.of("upper", BollingerBands::upper),
                                Output.of("lower", BollingerBands::lower))),
                ofBars(
                        "donchian",
                        FAMILY,
                        "Highest high and lowest low of the last bars, and their middle.",
                        List.of(period("period", "in bars", 20)),
                        values -> new DonchianChannel(values.integer("period")),
                        List.of("upper", "middle", "lower")),
                ofBars(
                        "parabolic-sar",
                        FAMILY,
                        "Wilder's parabolic stop and reverse, and its side: 1 below a rise, -1"
                                + " above a fall.",
                        List.of(
                                Parameter.decimal(
                                        "step", "of the acceleration", "0.02", "0.001", "1"),
                                Parameter.decimal(
                                        "limit",
                                        "of the acceleration; at least step",
                                        "0.2",
                                        "0.001",
                                        "1")),
                        values -> new ParabolicStop(values.number("step"), values.number("limit")),
                        List.of("value", "side")),
                ofBars(
                        "keltner",
                        FAMILY,
                        "Exponential average, and so many average true ranges around it.",
                        List.of(
                                period("period", "of the average", 20),
                                period("rangePeriod", "of the average true range", 10),
                                Parameter.decimal(
                                        "width", "in average true ranges", "2", "0", "100")),
                        values ->
                                new KeltnerChannel(
                                        values.integer("period"),
                                        values.integer("rangePeriod"),
                                        values.number("width")),
                        List.of("upper", "middle", "lower")));
    }

    private static Parameter period(String name, String meaning, int usual) {
        return Parameter.integer(name, meaning, usual, 1, LONGEST);
    }
}
