package dev.keel.signals.ehlers;

import static dev.keel.signals.indicator.IndicatorDefinition.ofBars;
import static dev.keel.signals.indicator.IndicatorDefinition.ofNumber;

import dev.keel.core.strategy.Parameter;
import dev.keel.signals.ehlers.oscillator.AdaptiveRoofed;
import dev.keel.signals.ehlers.oscillator.CenterOfGravity;
import dev.keel.signals.ehlers.oscillator.CorrelationTrend;
import dev.keel.signals.ehlers.oscillator.FisherTransform;
import dev.keel.signals.ehlers.oscillator.InverseFisherRsi;
import dev.keel.signals.ehlers.oscillator.LaguerreRsi;
import dev.keel.signals.ehlers.oscillator.Madh;
import dev.keel.signals.ehlers.oscillator.MesaStochastic;
import dev.keel.signals.ehlers.oscillator.Modulation;
import dev.keel.signals.ehlers.oscillator.MyRsi;
import dev.keel.signals.ehlers.oscillator.NoiseElimination;
import dev.keel.signals.ehlers.oscillator.PrecisionTrend;
import dev.keel.signals.ehlers.oscillator.RecursiveMedian;
import dev.keel.signals.ehlers.oscillator.RelativeVigor;
import dev.keel.signals.ehlers.oscillator.RoofedRsi;
import dev.keel.signals.ehlers.oscillator.Rsih;
import dev.keel.signals.ehlers.oscillator.StochasticOf;
import dev.keel.signals.ehlers.oscillator.UniversalOscillator;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Output;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.List;
import java.util.stream.Stream;

/** What there is in Ehlers' oscillators. */
final class OscillatorIndicators {
    private static final String FAMILY = EhlersIndicators.FAMILY;
    private static final int LONGEST = 10_000;

    private OscillatorIndicators() {}

    static List<IndicatorDefinition> all() {
        return Stream.of(transforms(), strengths(), roofed(), ofBarShapes(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<IndicatorDefinition> transforms() {
        return List.of(
                fisher("fisher", "TASC 2002", FisherTransform.Form.TASC_2002),
                fisher("fisher-cybernetic", "2004", FisherTransform.Form.CYBERNETIC_2004),
                centerOfGravity(),
                stochasticCyberCycle(),
                stochasticCenterOfGravity());
    }

    private static IndicatorDefinition fisher(String name, String year, FisherTransform.Form form) {
        return ofNumber(
                name,
                FAMILY,
                "Fisher transform of the price's place in its range, as published in "
                        + year
                        + "; the trigger is its value a bar ago.",
                BarInput.HL2,
                List.of(length(10)),
                values -> new FisherTransform(values.integer("length"), form),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", FisherTransform::trigger)));
    }

    private static IndicatorDefinition centerOfGravity() {
        return ofNumber(
                "center-of-gravity",
                FAMILY,
                "Where the weight of the last prices lies; the trigger is its value a bar ago.",
                BarInput.HL2,
                List.of(length(10)),
                values -> new CenterOfGravity(values.integer("length")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", CenterOfGravity::trigger)));
    }

    private static IndicatorDefinition stochasticCyberCycle() {
        return ofNumber(
                "stochastic-cyber-cycle",
                FAMILY,
                "Where the cyber cycle lies in its own range; -1 to 1.",
                BarInput.HL2,
                List.of(
                        Parameter.decimal("alpha", "weight of a new price", "0.07", "0.001", "0.9"),
                        length(8)),
                values -> StochasticOf.cyberCycle(values.number("alpha"), values.integer("length")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", StochasticOf::trigger)));
    }

    private static IndicatorDefinition stochasticCenterOfGravity() {
        return ofNumber(
                "stochastic-center-of-gravity",
                FAMILY,
                "Where the centre of gravity lies in its own range; -1 to 1.",
                BarInput.HL2,
                List.of(length(8)),
                values -> StochasticOf.centerOfGravity(values.integer("length")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", StochasticOf::trigger)));
    }

    private static List<IndicatorDefinition> strengths() {
        return List.of(
                ofNumber(
                        "inverse-fisher-rsi",
                        FAMILY,
                        "Inverse Fisher transform of the relative strength index; -1 to 1.",
                        BarInput.CLOSE,
                        List.of(
                                Parameter.integer("rsiPeriod", "of the index", 5, 2, LONGEST),
                                Parameter.integer(
                                        "averagePeriod", "of the weighted average", 9, 1, LONGEST)),
                        values ->
                                new InverseFisherRsi(
                                        values.integer("rsiPeriod"),
                                        values.integer("averagePeriod"))),
                ofNumber(
                        "laguerre-rsi",
                        FAMILY,
                        "Strength index over four time-warped stages; 0 to 1.",
                        BarInput.CLOSE,
                        List.of(Parameter.decimal("gamma", "damping", "0.5", "0", "0.99")),
                        values -> new LaguerreRsi(values.number("gamma"))),
                ofNumber(
                        "rsih",
                        FAMILY,
                        "Strength index with the weights of a Hann window; -1 to 1.",
                        BarInput.CLOSE,
                        List.of(Parameter.integer("length", "in bars", 14, 2, 1_000)),
                        values -> new Rsih(values.integer("length"))),
                ofNumber(
                        "my-rsi",
                        FAMILY,
                        "Strength index over plain sums; -1 to 1.",
                        BarInput.CLOSE,
                        List.of(length(14)),
                        values -> new MyRsi(values.integer("length"))),
                ofNumber(
                        "noise-elimination",
                        FAMILY,
                        "Kendall's rank correlation of my-rsi with time; -1 to 1.",
                        BarInput.CLOSE,
                        List.of(
                                Parameter.integer("rsiLength", "of my-rsi in bars", 14, 1, LONGEST),
                                Parameter.integer("length", "bars compared", 14, 2, 1_000)),
                        values ->
                                new NoiseElimination(
                                        values.integer("rsiLength"), values.integer("length"))));
    }

    private static List<IndicatorDefinition> roofed() {
        return List.of(
                ofNumber(
                        "mesa-stochastic",
                        FAMILY,
                        "Where the roofed price lies in its own range, smoothed; 0 to 1.",
                        BarInput.CLOSE,
                        List.of(length(20)),
                        values -> new MesaStochastic(values.integer("length"))),
                ofNumber(
                        "roofed-rsi",
                        FAMILY,
                        "Strength index of the roofed price, smoothed; 0 to 1.",
                        BarInput.CLOSE,
                        List.of(length(10)),
                        values -> new RoofedRsi(values.integer("length"))),
                ofNumber(
                        "adaptive-stochastic",
                        FAMILY,
                        "The mesa stochastic over the measured period.",
                        BarInput.CLOSE,
                        List.of(),
                        values -> AdaptiveRoofed.stochastic(),
                        List.of(
                                Output.of("value", StreamingIndicator::value),
                                Output.of("period", AdaptiveRoofed::dominantCyclePeriod))),
                ofNumber(
                        "adaptive-rsi",
                        FAMILY,
                        "The roofed strength index over half of the measured period.",
                        BarInput.CLOSE,
                        List.of(),
                        values -> AdaptiveRoofed.strength(),
                        List.of(
                                Output.of("value", StreamingIndicator::value),
                                Output.of("period", AdaptiveRoofed::dominantCyclePeriod))));
    }

    private static List<IndicatorDefinition> ofBarShapes() {
        return List.of(
                ofBars(
                        "am-fm",
                        FAMILY,
                        "How wide the bars swing, and which way they lean whatever the width.",
                        List.of(
                                Parameter.integer(
                                        "envelope", "bars of the envelope", 4, 1, LONGEST),
                                Parameter.integer("average", "bars of its mean", 8, 1, LONGEST),
                                Parameter.decimal(
                                        "smootherPeriod",
                                        "of the smoother of fm",
                                        "30",
                                        "2",
                                        "10000")),
                        values ->
                                new Modulation(
                                        values.integer("envelope"),
                                        values.integer("average"),
                                        values.number("smootherPeriod")),
                        List.of("am", "fm")),
                ofBars(
                        "relative-vigor",
                        FAMILY,
                        "How much of its range a bar gains from open to close; the trigger is its"
                                + " value a bar ago.",
                        List.of(Parameter.integer("length", "in bars", 10, 1, LONGEST)),
                        values -> new RelativeVigor(values.integer("length")),
                        List.of("value", "trigger")));
    }

    private static List<IndicatorDefinition> others() {
        return List.of(
                correlationTrend(), madh(), recursiveMedian(), precisionTrend(), universal());
    }

    private static IndicatorDefinition correlationTrend() {
        return ofNumber(
                "correlation-trend",
                FAMILY,
                "Correlation of the last prices with a rising straight line; -1 to 1.",
                BarInput.CLOSE,
                List.of(Parameter.integer("length", "in bars", 20, 3, LONGEST)),
                values -> new CorrelationTrend(values.integer("length")));
    }

    private static IndicatorDefinition madh() {
        return ofNumber(
                "madh",
                FAMILY,
                "Difference of two Hann averages in percent.",
                BarInput.CLOSE,
                List.of(
                        Parameter.integer("shortLength", "of the short average", 8, 1, 500),
                        Parameter.decimal(
                                "dominantCycle",
                                "in bars; the long average has shortLength and half of it",
                                "27",
                                "2",
                                "900")),
                values -> new Madh(values.integer("shortLength"), values.number("dominantCycle")));
    }

    private static IndicatorDefinition recursiveMedian() {
        return ofNumber(
                "recursive-median",
                FAMILY,
                "Average of medians of five, and the oscillator made of it.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "lowPassPeriod", "of the average in bars", "12", "5", "10000"),
                        Parameter.decimal(
                                "highPassPeriod", "of the oscillator in bars", "30", "3", "10000")),
                values ->
                        new RecursiveMedian(
                                values.number("lowPassPeriod"), values.number("highPassPeriod")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("oscillator", RecursiveMedian::oscillator)));
    }

    private static IndicatorDefinition precisionTrend() {
        return ofNumber(
                "precision-trend",
                FAMILY,
                "Cycles between two long periods, and how fast they turn.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "longPeriod", "longer period in bars", "250", "2", "10000"),
                        Parameter.decimal(
                                "shortPeriod",
                                "shorter period in bars; at most longPeriod",
                                "40",
                                "2",
                                "10000")),
                values ->
                        new PrecisionTrend(
                                values.number("longPeriod"), values.number("shortPeriod")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("rate", PrecisionTrend::rate)));
    }

    private static IndicatorDefinition universal() {
        return ofNumber(
                "universal-oscillator",
                FAMILY,
                "Whitened price, smoothed and by its own peak; -1 to 1.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "period",
                                "shortest cycle in bars that counts",
                                "20",
                                "2",
                                "10000")),
                values -> new UniversalOscillator(values.number("period")));
    }

    private static Parameter length(int usual) {
        return Parameter.integer("length", "in bars", usual, 2, LONGEST);
    }
}
