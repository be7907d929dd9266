package dev.keel.sim.validate.leak;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.sim.validate.Slices;
import java.util.SplittableRandom;

/** What may come after a bar instead of what did. Times and gaps stay where they were. */
public enum Future {
    /** Nothing: the series ends. */
    MISSING,
    /** The same bars with prices up to a tenth off and volumes up to twice or half as great. */
    PERTURBED,
    /** The same bars in the opposite order. */
    REVERSED,
    /** The same bars in any order. */
    SHUFFLED;

    private static final double PRICE_NOISE = 0.1;

    /**
     * The series with another future.
     *
     * @param last the position of the last bar that stays
     */
    BarSeries after(int last, BarSeries bars, SplittableRandom random) {
        int from = last + 1;
        return switch (this) {
            case MISSING -> Slices.of(bars, 0, from);
            case PERTURBED -> perturbed(bars, from, random);
            case REVERSED -> reordered(bars, from, reversed(bars.size() - from));
            case SHUFFLED -> reordered(bars, from, shuffled(bars.size() - from, random));
        };
    }

    private static BarSeries reordered(BarSeries bars, int from, int[] order) {
        BarSeries.Builder series = head(bars, from);
        for (int i = 0; i < order.length; i++) {
            Bar values = bars.bar(from + order[i]);
            series.add(at(bars.openMillis(from + i), values));
        }
        return series.build();
    }

    private static BarSeries perturbed(BarSeries bars, int from, SplittableRandom random) {
        BarSeries.Builder series = head(bars, from);
        for (int i = from; i < bars.size(); i++) {
            series.add(perturbed(bars.bar(i), random));
        }
        return series.build();
    }

    private static Bar perturbed(Bar bar, SplittableRandom random) {
        long open = scaled(bar.open(), random);
        long close = scaled(bar.close(), random);
        long high = Math.max(scaled(bar.high(), random), Math.max(open, close));
        long low = Math.min(scaled(bar.low(), random), Math.min(open, close));
        long volume = Math.round(bar.volume() * (0.5 + 1.5 * random.nextDouble()));
        return new Bar(bar.format(), bar.openMillis(), open, high, low, close, volume);
    }

    private static long scaled(long price, SplittableRandom random) {
        double factor = 1 + PRICE_NOISE * (2 * random.nextDouble() - 1);
        return Math.max(1, Math.round(price * factor));
    }

    private static BarSeries.Builder head(BarSeries bars, int to) {
        BarFormat format = bars.format();
        BarSeries.Builder series = BarSeries.builder(format);
        for (int i = 0; i < to; i++) {
            series.add(bars.bar(i));
        }
        return series;
    }

    private static Bar at(long openMillis, Bar bar) {
        return new Bar(
                bar.format(),
                openMillis,
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    private static int[] reversed(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = count - 1 - i;
        }
        return order;
    }

    /**
     * Reference: R. Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM
     * 7(7) (1964).
     */
    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = reversed(count);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
