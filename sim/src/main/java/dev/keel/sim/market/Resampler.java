package dev.keel.sim.market;

import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins bars to bars of a higher timeframe, one by one.
 *
 * <p>A higher bar opens at a multiple of its timeframe ({@link Timeframe#startOfBar}), takes in the
 * bars that open within it, and is given out once, closed: with the bar that reaches its end, or
 * else, when that one is missing, with the next bar to come. What was given out never changes. A
 * higher bar in which no bar opens does not exist. Not for use by several threads.
 */
public final class Resampler {
    private final BarFormat source;
    private final BarFormat target;
    private long end = Long.MIN_VALUE;
    private @Nullable Bar unfinished;

    /**
     * Creates one without bars.
     *
     * @throws IllegalArgumentException if the target is not a whole multiple of the source's
     *     timeframe; with the same timeframe the bars stay as they are
     */
    public Resampler(BarFormat source, Timeframe target) {
        if (target.toMillis() % source.timeframe().toMillis() != 0) {
            throw new IllegalArgumentException(
                    "target timeframe must be a multiple of "
                            + source.timeframe()
                            + ", was "
                            + target);
        }
        this.source = source;
        this.target = new BarFormat(target, source.priceDecimals(), source.volumeDecimals());
    }

    /** The higher bars that are closed by the end of a series. */
    public static BarSeries resample(BarSeries series, Timeframe target) {
        Resampler resampler = new Resampler(series.format(), target);
        BarSeries.Builder higher = BarSeries.builder(resampler.target);
        for (int i = 0; i < series.size(); i++) {
            resampler.add(series.bar(i)).forEach(higher::add);
        }
        return higher.build();
    }

    /** The format of the higher bars. */
    public BarFormat format() {
        return target;
    }

    /**
     * Takes in the next bar and answers the higher bars that are closed by it, oldest first: none,
     * one, or two when this bar follows a gap and reaches the end of a higher bar itself.
     *
     * @throws IllegalArgumentException if the bar is of another format or opens within a higher bar
     *     already given out
     * @throws ArithmeticException if a sum of volumes does not fit 64 bits
     */
    public List<Bar> add(Bar bar) {
        if (!bar.format().equals(source)) {
            throw new IllegalArgumentException(
                    "bar format must be " + source + ", was " + bar.format());
        }
        if (source.equals(target)) {
            return List.of(bar);
        }
        List<Bar> closed = new ArrayList<>(2);
        Bar before = unfinished;
        if (before != null && bar.openMillis() >= end) {
            closed.add(before);
            before = null;
        }
        Bar joined = before == null ? begin(bar) : join(before, bar);
        boolean reachesEnd = bar.closeMillis() >= end;
        unfinished = reachesEnd ? null : joined;
        if (reachesEnd) {
            closed.add(joined);
        }
        return closed;
    }

    private Bar begin(Bar bar) {
        if (bar.openMillis() < end) {
            throw new IllegalArgumentException(
                    "bar must not open within a bar already closed, was " + bar.openTime());
        }
        long start = target.timeframe().startOfBar(bar.openMillis());
        end = start + target.timeframe().toMillis();
        return new Bar(target, start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    private static Bar join(Bar before, Bar bar) {
        return new Bar(
                before.format(),
                before.openMillis(),
                before.open(),
                Math.max(before.high(), bar.high()),
                Math.min(before.low(), bar.low()),
                bar.close(),
                Math.addExact(before.volume(), bar.volume()));
    }
}
