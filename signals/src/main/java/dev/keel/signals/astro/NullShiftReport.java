package dev.keel.signals.astro;

import dev.keel.signals.astro.SkyScores.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a null-shift test found.
 *
 * @param bars how many were looked at
 * @param horizonBars over how many the market's answer was measured
 * @param shifts how many other skies
 * @param differentShifts how many of them were different
 * @param lines the expert as a whole first, then its terms; each with both measures
 */
public record NullShiftReport(
        int bars, int horizonBars, int shifts, int differentShifts, List<Line> lines) {
    public NullShiftReport {
        lines = List.copyOf(lines);
    }

    /** How agreement is measured. */
    public enum Measure {
        /** Pearson's correlation of the score with the return after it. */
        CORRELATION("correlation"),
        /** The mean return in the direction of the score, as a fraction. */
        MEAN_GAIN("mean gain");

        private final String label;

        Measure(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        double of(Agreement agreement) {
            return switch (this) {
                case CORRELATION -> agreement.correlation();
                case MEAN_GAIN -> agreement.meanGain();
            };
        }
    }

    /**
     * One measure of the expert or of a term.
     *
     * @param subject {@code astro}, or the name of a term
     * @param opinions at how many bars it had an opinion under the real sky
     * @param real what the real sky gave
     * @param mean of what the other skies gave
     * @param deviation of what they gave, from their mean
     * @param percentile how many of the others, in percent, lie below the real one; of those equal
     *     to it half
     */
    public record Line(
            String subject,
            Measure measure,
            long opinions,
            double real,
            double mean,
            double deviation,
            double percentile) {}

    static NullShiftReport of(
            int bars, int horizonBars, int different, SkyScores real, List<SkyScores> others) {
        List<Line> lines = new ArrayList<>();
        addLines("astro", SkyScores::whole, real, others, lines);
        AstroTerm[] terms = AstroTerm.values();
        for (int i = 0; i < terms.length; i++) {
            int term = i;
            addLines(terms[i].key(), scores -> scores.of(term), real, others, lines);
        }
        return new NullShiftReport(bars, horizonBars, others.size(), different, lines);
    }

    private static void addLines(
            String subject,
            Function<SkyScores, Agreement> part,
            SkyScores real,
            List<SkyScores> others,
            List<Line> into) {
        for (Measure measure : Measure.values()) {
            ToDoubleFunction<SkyScores> value = scores -> measure.of(part.apply(scores));
            double[] values = others.stream().mapToDouble(value).toArray();
            into.add(
                    line(
                            subject,
                            measure,
                            part.apply(real).count(),
                            value.applyAsDouble(real),
                            values));
        }
    }

    private static Line line(
            String subject, Measure measure, long opinions, double real, double[] others) {
        double sum = 0;
        double below = 0;
        for (double other : others) {
            sum += other;
            if (other < real) {
                below++;
            } else if (other == real) {
                below += 0.5;
            }
        }
        double mean = sum / others.length;
        double squares = 0;
        for (double other : others) {
            squares += (other - mean) * (other - mean);
        }
        return new Line(
                subject,
                measure,
                opinions,
                real,
                mean,
                Math.sqrt(squares / others.length),
                100 * below / others.length);
    }
}
