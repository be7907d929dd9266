package dev.keel.signals.indicator;

/**
 * What every kernel shares: the input check, the bar count and the last value.
 *
 * <p>A kernel supplies {@link #next}. One made of others calls their {@code next}, not their {@code
 * update}: the input is checked once, at the outermost, so a refusal cannot leave half of the parts
 * advanced.
 */
public abstract class StreamingKernel implements StreamingIndicator {

    private final int warmUpBars;
    private long bars;
    private double value;

    protected StreamingKernel(int warmUpBars) {
        this.warmUpBars = warmUpBars;
    }

    /**
     * Advances the state by one bar, without counting it, with an input that was checked; returns
     * the finite value at that bar. For kernels made of this one; everybody else calls {@link
     * #update}.
     */
    public abstract double next(double input);

    @Override
    public final double update(double input) {
        // Written so that not-a-number fails as well.
        if (!(Math.abs(input) <= LARGEST_INPUT)) {
            throw new IllegalArgumentException(
                    "input must be finite and at most "
                            + LARGEST_INPUT
                            + " in magnitude, was "
                            + input);
        }
        value = next(input);
        bars++;
        return value;
    }

    @Override
    public final double value() {
        if (bars == 0) {
            throw new IllegalStateException(
                    "value must be read after the first update, was read before it");
        }
        return value;
    }

    @Override
    public final long bars() {
        return bars;
    }

    @Override
    public final int warmUpBars() {
        return warmUpBars;
    }

    /**
     * Returns the parameter if it lies within the bounds, both included; not-a-number never does.
     */
    public static double requireWithin(String name, double parameter, double least, double most) {
        if (!(parameter >= least && parameter <= most)) {
            throw new IllegalArgumentException(
                    name + " must be within " + least + ".." + most + ", was " + parameter);
        }
        return parameter;
    }
}
