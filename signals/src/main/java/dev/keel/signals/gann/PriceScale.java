package dev.keel.signals.gann;

/**
 * How a price becomes a number on a chart: P' = P / unit.
 *
 * <p>The squares were made for prices of a few hundred cents. On raw prices their steps are tiny
 * for large prices and huge for small ones.
 *
 * @param tick price units per chart unit; only {@link Mode#TICK} looks at it
 */
public record PriceScale(Mode mode, double tick) {
    /** The default: three digits before the point. */
    public static final PriceScale SIG_DIGITS = new PriceScale(Mode.SIG_DIGITS, 1);

    public static final PriceScale RAW = new PriceScale(Mode.RAW, 1);

    private static final int EXPONENT_BIAS = 2;

    public PriceScale {
        if (!(tick > 0 && Double.isFinite(tick))) {
            throw new IllegalArgumentException("tick must be above 0, was " + tick);
        }
    }

    /**
     * A chart unit of a number of ticks.
     *
     * @param tick the smallest price step, in price units
     * @param multiple how many of them make a chart unit
     */
    public static PriceScale ofTicks(double tick, double multiple) {
        return new PriceScale(Mode.TICK, tick * multiple);
    }

    /**
     * Price units per chart unit.
     *
     * @param price that the chart is anchored at, above 0
     */
    public double unit(double price) {
        return switch (mode) {
            case RAW -> 1;
            case TICK -> tick;
            case SIG_DIGITS -> significantUnit(price);
        };
    }

    private static double significantUnit(double price) {
        int exponent = (int) Math.floor(Math.log10(price));
        // The logarithm of a power of ten may come out a hair below the whole number.
        if (Math.pow(10, exponent + 1) <= price) {
            exponent++;
        }
        return Math.pow(10, exponent - EXPONENT_BIAS);
    }

    /** The ways to scale. */
    public enum Mode {
        /** The price as it is. */
        RAW,
        /** Divided by the power of ten that leaves 100 to 1000. */
        SIG_DIGITS,
        /** Divided by a number of ticks. */
        TICK
    }
}
