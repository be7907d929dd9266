package dev.keel.signals.ehlers;

import static dev.keel.signals.indicator.IndicatorDefinition.ofNumber;

import dev.keel.core.strategy.Parameter;
import dev.keel.signals.ehlers.cycle.AdaptiveCyberCycle;
import dev.keel.signals.ehlers.cycle.AutocorrelationPeriodogram;
import dev.keel.signals.ehlers.cycle.BandPass;
import dev.keel.signals.ehlers.cycle.CorrelationCycle;
import dev.keel.signals.ehlers.cycle.CyberCycle;
import dev.keel.signals.ehlers.cycle.DominantCycle;
import dev.keel.signals.ehlers.cycle.EvenBetterSinewave;
import dev.keel.signals.ehlers.cycle.HilbertSine;
import dev.keel.signals.ehlers.cycle.Mama;
import dev.keel.signals.ehlers.cycle.Reflex;
import dev.keel.signals.ehlers.cycle.TruncatedBandPass;
import dev.keel.signals.ehlers.cycle.VossPredictor;
import dev.keel.signals.indicator.BarInput;
import dev.keel.signals.indicator.IndicatorDefinition;
import dev.keel.signals.indicator.Output;
import dev.keel.signals.indicator.StreamingIndicator;
import java.util.List;

/** What there is in Ehlers' measurements of the cycle, and in the filters tuned to one. */
final class CycleIndicators {
    private static final String FAMILY = EhlersIndicators.FAMILY;
    private static final int LONGEST = 10_000;

    private CycleIndicators() {}

    static List<IndicatorDefinition> all() {
        return List.of(
                mama(),
                dominantCycle(),
                sinewave(),
                periodogram(),
                cyberCycle(),
                adaptiveCyberCycle(),
                bandPass(),
                truncatedBandPass(),
                voss(),
                evenBetterSinewave(),
                reflex(),
                trendflex(),
                correlationCycle());
    }

    private static IndicatorDefinition mama() {
        return ofNumber(
                "mama",
                FAMILY,
                "MESA adaptive moving average and its following average; starts from zero as"
                        + " TA-Lib does, which FAMA forgets in 182 bars.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "fastLimit", "largest weight of a price", "0.5", "0.01", "0.99"),
                        Parameter.decimal(
                                "slowLimit",
                                "smallest weight of a price; at most fastLimit",
                                "0.05",
                                "0.01",
                                "0.99"),
                        Parameter.integer(
                                "startAtPrice",
                                "1 starts the averages from the price, 0 from zero",
                                0,
                                0,
                                1)),
                values ->
                        values.integer("startAtPrice") == 1
                                ? Mama.startingAtPrice(
                                        values.number("fastLimit"), values.number("slowLimit"))
                                : new Mama(values.number("fastLimit"), values.number("slowLimit")),
                List.of(Output.of("mama", Mama::mama), Output.of("fama", Mama::fama)));
    }

    private static IndicatorDefinition dominantCycle() {
        return ofNumber(
                "dominant-cycle",
                FAMILY,
                "Period of the dominant cycle in bars by the homodyne discriminator, and its"
                        + " phasor.",
                BarInput.CLOSE,
                List.of(),
                values -> new DominantCycle(),
                List.of(
                        Output.of("period", DominantCycle::period),
                        Output.of("inPhase", DominantCycle::inPhase),
                        Output.of("quadrature", DominantCycle::quadrature)));
    }

    private static IndicatorDefinition sinewave() {
        return ofNumber(
                "sinewave",
                FAMILY,
                "Sine of the dominant cycle's phase and the lead sine, the phase in degrees, the"
                        + " trendline, and 1 for a trend or 0 for a cycle.",
                BarInput.CLOSE,
                List.of(),
                values -> new HilbertSine(),
                List.of(
                        Output.of("sine", HilbertSine::sine),
                        Output.of("lead", HilbertSine::leadSine),
                        Output.of("phase", HilbertSine::phaseDegrees),
                        Output.of("trendline", HilbertSine::trendline),
                        Output.of("trendMode", sine -> sine.isTrending() ? 1 : 0)));
    }

    private static IndicatorDefinition periodogram() {
        return ofNumber(
                "autocorrelation-periodogram",
                FAMILY,
                "Period of the dominant cycle, 10 to 48 bars, by the correlations of the roofed"
                        + " price with its past.",
                BarInput.CLOSE,
                List.of(
                        Parameter.integer(
                                "average",
                                "bars that are compared; 0 for as many as they are apart",
                                3,
                                0,
                                48)),
                values -> new AutocorrelationPeriodogram(values.integer("average")));
    }

    private static IndicatorDefinition cyberCycle() {
        return ofNumber(
                "cyber-cycle",
                FAMILY,
                "High pass of the smoothed price; the trigger is the cycle a bar ago.",
                BarInput.HL2,
                List.of(
                        Parameter.decimal(
                                "alpha", "weight of a new price", "0.07", "0.001", "0.9")),
                values -> new CyberCycle(values.number("alpha")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", CyberCycle::trigger)));
    }

    private static IndicatorDefinition adaptiveCyberCycle() {
        return ofNumber(
                "adaptive-cyber-cycle",
                FAMILY,
                "Cyber cycle whose weight follows the measured period.",
                BarInput.HL2,
                List.of(),
                values -> new AdaptiveCyberCycle(),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("trigger", AdaptiveCyberCycle::trigger),
                        Output.of("period", AdaptiveCyberCycle::dominantCyclePeriod)));
    }

    private static IndicatorDefinition bandPass() {
        return ofNumber(
                "band-pass",
                FAMILY,
                "What of the price swings with about the period, and the same by its own peak.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "period", "middle of the band in bars", "20", "5", "10000"),
                        Parameter.decimal(
                                "bandwidth", "share of the period", "0.3", "0.01", "0.9")),
                values -> new BandPass(values.number("period"), values.number("bandwidth")),
                List.of(
                        Output.of("value", StreamingIndicator::value),
                        Output.of("normalised", BandPass::normalised)));
    }

    private static IndicatorDefinition truncatedBandPass() {
        return ofNumber(
                "truncated-band-pass",
                FAMILY,
                "Band pass that forgets everything after some bars.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "period", "middle of the band in bars", "20", "5", "10000"),
                        Parameter.decimal("bandwidth", "share of the period", "0.1", "0.01", "0.9"),
                        Parameter.integer("length", "bars it remembers", 10, 2, 500)),
                values ->
                        new TruncatedBandPass(
                                values.number("period"),
                                values.number("bandwidth"),
                                values.integer("length")));
    }

    private static IndicatorDefinition voss() {
        return ofNumber(
                "voss",
                FAMILY,
                "Filter with negative delay behind a band pass.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal("period", "cycle in bars", "20", "5", "10000"),
                        Parameter.integer("predict", "bars ahead", 3, 1, 50),
                        Parameter.decimal(
                                "bandwidth", "share of the period", "0.25", "0.01", "0.9")),
                values ->
                        new VossPredictor(
                                values.number("period"),
                                values.integer("predict"),
                                values.number("bandwidth")),
                List.of(
                        Output.of("voss", StreamingIndicator::value),
                        Output.of("filter", VossPredictor::filtered)));
    }

    private static IndicatorDefinition evenBetterSinewave() {
        return ofNumber(
                "even-better-sinewave",
                FAMILY,
                "Smoothed price without its longer trend, by its own power; -1 to 1.",
                BarInput.CLOSE,
                List.of(
                        Parameter.decimal(
                                "duration",
                                "longest cycle in bars that counts",
                                "40",
                                "5",
                                "10000"),
                        Parameter.decimal(
                                "smootherPeriod", "of the smoother in bars", "10", "2", "10000")),
                values ->
                        new EvenBetterSinewave(
                                values.number("duration"), values.number("smootherPeriod")));
    }

    private static IndicatorDefinition reflex() {
        return ofNumber(
                "reflex",
                FAMILY,
                "How far the smoothed price lies from a straight line through the last bars.",
                BarInput.CLOSE,
                List.of(Parameter.integer("period", "in bars", 20, 4, LONGEST)),
                values -> Reflex.reflex(values.integer("period")));
    }

    private static IndicatorDefinition trendflex() {
        return ofNumber(
                "trendflex",
                FAMILY,
                "How far the smoothed price lies from the last bars.",
                BarInput.CLOSE,
                List.of(Parameter.integer("period", "in bars", 20, 4, LONGEST)),
                values -> Reflex.trendflex(values.integer("period")));
    }

    private static IndicatorDefinition correlationCycle() {
        return ofNumber(
                "correlation-cycle",
                FAMILY,
                "Correlation of the last bars with a cosine and a negative sine, the angle in"
                        + " degrees, and 1 or -1 for a trend or 0 for a cycle.",
                BarInput.CLOSE,
                List.of(Parameter.integer("period", "in bars", 20, 4, 1_000)),
                values -> new CorrelationCycle(values.integer("period")),
                List.of(
                        Output.of("angle", StreamingIndicator::value),
                        Output.of("real", CorrelationCycle::real),
                        Output.of("imaginary", CorrelationCycle::imaginary),
                        Output.of("state", CorrelationCycle::state)));
    }
}
