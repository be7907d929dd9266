package dev.keel.signals.ehlers;

import static dev.keel.signals.indicator.IndicatorDefinition.ofNumber;

import dev.keel.core.strategy.Parameter;
import dev.keel.signals.ehlers.filter.Butterworth;
import dev.keel.signals.ehlers.filter.Decycler;
import dev.keel.signals.ehlers.filter.DecyclerOscillator;
import dev.keel.signals.ehlers.filter.DeviationScaledAverage;
import dev.keel.signals.ehlers.filter.GaussianFilter;
import dev.keel.signals.ehlers.filter.HannFilter;
import dev.keel.signals.ehlers.filter.HighPass;
import dev.keel.signals.ehlers.filter.HighPass1;
import dev.keel.signals.ehlers.filter.HighPass2024;
import dev.keel.signals.ehlers.filter.InstantaneousTrendline;
import dev.keel.signals.ehlers.filter.LaguerreFilter;
import dev.keel.signals.ehlers.filter.RoofingFilter;
import dev.keel.signals.ehlers.filter.SuperSmoother;
import dev.keel.signals.ehlers.filter.SuperSmoother3;
import dev.keel.signals.ehlers.filter.UltimateSmoother;
import dev.keel.signals.ehlers.filter.ZeroLagAverage;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Output;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.List;

/** What there is in Ehlers' filters. */
final class FilterIndicators {
    private static final String FAMILY = EhlersIndicators.FAMILY;
    private static final int LONGEST = 10_000;

    private FilterIndicators() {}

    static List<IndicatorDefinition> all() {
        return List.of(
                superSmoother(),
                superSmoother3(),
                butterworth(),
                highPass1(),
                highPass(),
                highPass2024(),
                ultimateSmoother(),
                roofing(),
                decycler(),
                decyclerOscillator(),
                hann(),
                laguerre(),
                gaussian(),
                zeroLag(),
                deviationScaled(),
                trendline());
    }

    private static IndicatorDefinition superSmoother() {
        return ofNumber(
                "super-smoother",
                FAMILY,
                "Two-pole low pass with little lag.",
                BarInput.CLOSE,
                List.of(period("shortest cycle in bars that is left", "10", 2)),
                values -> new SuperSmoother(values.number("period")));
    }

    private static IndicatorDefinition superSmoother3() {
        return ofNumber(
                "super-smoother-3",
                FAMILY,
                "Three-pole low pass: steeper and later.",
                BarInput.CLOSE,
                List.of(period("shortest cycle in bars that is left", "10", 2)),
                values -> new SuperSmoother3(values.number("period")));
    }

    private static IndicatorDefinition butterworth() {
        return ofNumber(
                "butterworth",
                FAMILY,
                "Two-pole Butterworth low pass.",
                BarInput.CLOSE,
                List.of(period("shortest cycle in bars that is left", "10", 2)),
                values -> new Butterworth(values.number("period")));
    }

    private static IndicatorDefinition highPass1() {
        return ofNumber(
                "high-pass-1",
                FAMILY,
                "One-pole high pass: the price without level and long cycles.",
                BarInput.CLOSE,
                List.of(period("longest cycle in bars that is left", "48", 5)),
                values -> new HighPass1(values.number("period")));
    }

    private static IndicatorDefinition highPass() {
        return ofNumber(
                "high-pass",
                FAMILY,
                "Two-pole high pass: the price without level, trend and long cycles.",
                BarInput.CLOSE,
                List.of(period("longest cycle in bars that is left", "48", 3)),
                values -> new HighPass(values.number("period")));
    }

    private static IndicatorDefinition highPass2024() {
        return ofNumber(
                "high-pass-2024",
                FAMILY,
                "High pass that the ultimate smoother is made of.",
                BarInput.CLOSE,
                List.of(period("longest cycle in bars that is left", "20", 2)),
                values -> new HighPass2024(values.number("period")));
    }

    private static IndicatorDefinition ultimateSmoother() {
        return ofNumber(
                "ultimate-smoother",
                FAMILY,
                "Low pass without lag at long cycles: the price less the high pass of 2024.",
                BarInput.CLOSE,
                List.of(period("shortest cycle in bars that is left", "20", 2)),
                values -> new UltimateSmoother(values.number("period")));
    }

    private static IndicatorDefinition roofing() {
        return ofNumber(
                "roofing",
                FAMILY,
                "High pass and super smoother: the cycles between two periods.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "highPassPeriod",
                                "longest cycle in bars that is left",
                                "48",
                                "3",
                                "10000"),
                        Parameter.decimal(
                                "smootherPeriod",
                                "shortest cycle in bars that is left; at most highPassPeriod",
                                "10",
                                "2",
                                "10000")),
                values ->
                        new RoofingFilter(
                                values.number("highPassPeriod"), values.number("smootherPeriod")));
    }

    private static IndicatorDefinition decycler() {
        return ofNumber(
                "decycler",
                FAMILY,
                "The price less its one-pole high pass: the trend with little lag.",
                BarInput.CLOSE,
                List.of(period("shortest cycle in bars that is left", "60", 5)),
                values -> new Decycler(values.number("period")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("slope", Decycler::slope)));
    }

    private static IndicatorDefinition decyclerOscillator() {
        return ofNumber(
                "decycler-oscillator",
                FAMILY,
                "Difference of two high passes: above zero in a rising trend.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "fastPeriod", "shorter period in bars", "30", "3", "10000"),
                        Parameter.decimal(
                                "slowPeriod",
                                "longer period in bars; at least fastPeriod",
                                "60",
                                "3",
                                "10000")),
                values ->
                        new DecyclerOscillator(
                                values.number("fastPeriod"), values.number("slowPeriod")));
    }

    private static IndicatorDefinition hann() {
        return ofNumber(
                "hann",
                FAMILY,
                "Average with the weights of a Hann window.",
                BarInput.CLOSE,
                List.of(Parameter.integer("length", "bars that are averaged", 20, 1, 1_000)),
                values -> new HannFilter(values.integer("length")));
    }

    private static IndicatorDefinition laguerre() {
        return ofNumber(
                "laguerre",
                FAMILY,
                "Four-tap average over a time-warped delay line.",
                BarInput.HL2,
                List.of(Parameter.decimal("gamma", "damping", "0.8", "0", "0.99")),
                values -> new LaguerreFilter(values.number("gamma")));
    }

    private static IndicatorDefinition gaussian() {
        return ofNumber(
                "gaussian",
                FAMILY,
                "Exponential averages in a row.",
                BarInput.CLOSE,
                List.of(
                        period("cycle in bars whose power is halved", "20", 2),
                        Parameter.integer("poles", "number of averages", 3, 1, 4)),
                values -> new GaussianFilter(values.number("period"), values.integer("poles")));
    }

    private static IndicatorDefinition zeroLag() {
        return ofNumber(
                "zero-lag-average",
                FAMILY,
                "Exponential average that is pulled to the price by the best gain.",
                BarInput.CLOSE,
                List.of(
                        Parameter.integer("length", "of the average in bars", 20, 1, LONGEST),
                        Parameter.decimal("gainLimit", "largest gain either way", "5", "0", "100")),
                values -> new ZeroLagAverage(values.integer("length"), values.number("gainLimit")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("average", ZeroLagAverage::average)));
    }

    private static IndicatorDefinition deviationScaled() {
        return ofNumber(
                "deviation-scaled-average",
                FAMILY,
                "Average that follows the faster, the more unusual the last move is.",
                BarInput.CLOSE,
                List.of(Parameter.integer("period", "in bars", 40, 4, LONGEST)),
                values -> new DeviationScaledAverage(values.integer("period")));
    }

    private static IndicatorDefinition trendline() {
        return ofNumber(
                "instantaneous-trendline",
                FAMILY,
                "Low pass without lag at slow movements, and a trigger that runs ahead.",
                BarInput.HL2,
                List.of(
                        Parameter.decimal(
                                "alpha", "weight of a new price", "0.07", "0.001", "0.9")),
                values -> new InstantaneousTrendline(values.number("alpha")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", InstantaneousTrendline::trigger)));
    }

    private static Parameter period(String meaning, String usual, int least) {
        return Parameter.decimal(
                "period", meaning, usual, String.valueOf(least), String.valueOf(LONGEST));
    }
}
