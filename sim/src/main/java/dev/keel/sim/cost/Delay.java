package dev.keel.sim.cost;

import dev.keel.core.market.Timeframe;
import java.time.Duration;

/**
 * How long an order is on its way.
 *
 * @param fixed a time, 0 or more
 * @param bars so many bars besides, 0 or more
 */
public record Delay(Duration fixed, int bars) {
    public static final Delay NONE = new Delay(Duration.ZERO, 0);

    public Delay {
        if (fixed.isNegative() || bars < 0) {
            throw new IllegalArgumentException(
                    "delay must not be negative, was " + fixed + " and " + bars + " bars");
        }
    }

    /**
     * Parses {@code 250ms} or {@code 2bars}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Delay parse(String text) {
        if (text.matches("[0-9]{1,9}ms")) {
            return new Delay(
                    Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))), 0);
        }
        if (text.matches("[0-9]{1,4}bars?")) {
            return new Delay(Duration.ZERO, Integer.parseInt(text.substring(0, text.indexOf('b'))));
        }
        throw new IllegalArgumentException(
                "delay must look like 250ms or 2bars, was '" + text + "'");
    }

    public boolean isNone() {
        return fixed.isZero() && bars == 0;
    }

    /** The whole delay where bars have this length. */
    public Duration on(Timeframe timeframe) {
        return fixed.plus(timeframe.length().multipliedBy(bars));
    }

    @Override
    public String toString() {
        if (bars == 0) {
            return fixed.toMillis() + "ms";
        }
        return fixed.isZero() ? bars + "bars" : fixed.toMillis() + "ms and " + bars + "bars";
    }
}
