package dev.keel.sim.validate.leak;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.sim.validate.Candidate;
import dev.keel.sim.validate.Slices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a strategy later and later and compares its signals with those of the earliest start.
 *
 * <p>Live, a strategy begins on another bar than in the backtest. Averages that look back without
 * end, and states that depend on the first bar, then give other signals; how many bars that takes
 * to wear off is the warm-up the strategy needs.
 */
public final class WarmUp {
    private static final int[] OFFSETS = {1, 7, 30, 61, 120, 250, 503, 1_000, 2_003};
    private static final double TOLERANCE = 1e-6;

    private final Candidate candidate;
    private final InstrumentId instrument;
    private final BarSeries bars;
    private final SignalTrace earliest;

    private WarmUp(Candidate candidate, InstrumentId instrument, BarSeries bars) {
        this.candidate = candidate;
        this.instrument = instrument;
        this.bars = bars;
        this.earliest = SignalTrace.of(candidate, instrument, bars, bars.size());
    }

    /**
     * Analyses a strategy.
     *
     * @param mostBars only the last so many bars are analysed
     * @param news takes the number of starts that are done
     * @throws IllegalArgumentException if there are fewer than 20 bars, or the strategy fails on
     *     them
     */
    public static WarmUpReport analyse(
            Candidate candidate,
            InstrumentId instrument,
            BarSeries bars,
            int mostBars,
            IntConsumer news) {
        BarSeries analysed = Slices.last(bars, mostBars);
        if (analysed.size() < 20) {
            throw new IllegalArgumentException("bars must be at least 20, were " + analysed.size());
        }
        return new WarmUp(candidate, instrument, analysed).analyse(bars.size(), news);
    }

    private WarmUpReport analyse(int ofBars, IntConsumer news) {
        earliest.failure()
                .ifPresent(failure -> {
                    throw new IllegalArgumentException("the strategy " + failure);
                });
        List<WarmUpReport.Start> starts = new ArrayList<>();
        for (int offset : OFFSETS) {
            if (offset <= bars.size() / 2) {
                starts.add(compare(offset));
                news.accept(starts.size());
            }
        }
        return new WarmUpReport(bars.size(), ofBars, earliest.signals().size(), starts);
    }

    private WarmUpReport.Start compare(int start) {
        BarSeries later = Slices.of(bars, start, bars.size());
        SignalTrace other = SignalTrace.of(candidate, instrument, later, later.size());
        TreeSet<Integer> positions = new TreeSet<>();
        earliest.signals().tailMap(start).keySet().forEach(at -> positions.add(at - start));
        positions.addAll(other.signals().keySet());
        int different = 0;
        int last = -1;
        double worst = 0;
        String first = "";
        for (int at : positions) {
            double distance = distance(earliest.signals().get(at + start), other.signals().get(at));
            if (distance > TOLERANCE) {
                different++;
                last = at;
                first = first.isEmpty() ? told(start, at, other) : first;
            }
            if (at >= later.size() / 2 && Double.isFinite(distance)) {
                worst = Math.max(worst, distance);
            }
        }
        return new WarmUpReport.Start(
                start,
                positions.size(),
                different,
                last + 1,
                other.failure().isEmpty() && last < later.size() / 2,
                worst,
                other.failure().map(failure -> "the strategy " + failure).orElse(first));
    }

    private String told(int start, int at, SignalTrace other) {
        return "bar of "
                + bars.bar(start + at).openTime()
                + ": "
                + earliest.told(start + at)
                + " became "
                + other.told(at);
    }

    /** How far two signals are apart: infinite if they say different things. */
    private static double distance(@Nullable Signal one, @Nullable Signal other) {
        if (one == null || other == null) {
            return one == null && other == null ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] first = numbers(one);
        double[] second = numbers(other);
        if (one.direction() != other.direction() || first.length != second.length) {
            return Double.POSITIVE_INFINITY;
        }
        double greatest = 0;
        for (int i = 0; i < first.length; i++) {
            double size = Math.max(Math.abs(first[i]), Math.abs(second[i]));
            if (Double.isNaN(first[i]) != Double.isNaN(second[i])) {
                return Double.POSITIVE_INFINITY;
            }
            double apart = Math.abs(first[i] - second[i]);
            // Numbers around 0, such as oscillators, are compared as they are.
            greatest = Math.max(greatest, Double.isNaN(apart) ? 0 : apart / Math.max(size, 1));
        }
        return greatest;
    }

    /** All numbers of a signal in a fixed order; what is absent is NaN. */
    private static double[] numbers(Signal signal) {
        List<Double> numbers = new ArrayList<>();
        PricePlan prices = signal.prices();
        numbers.add(signal.strength());
        numbers.add(signal.confidence());
        numbers.add(prices.entry().toDouble());
        numbers.add(prices.stopPrice().map(price -> price.toDouble()).orElse(Double.NaN));
        numbers.add(prices.targetPrice().map(price -> price.toDouble()).orElse(Double.NaN));
        numbers.add(prices.range().map(BigDecimal::doubleValue).orElse(Double.NaN));
        for (Reason reason : signal.reasons()) {
            reason.figures().forEach(figure -> numbers.add(figure.value()));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
