package dev.keel.signals.fusion.log;

import org.jspecify.annotations.Nullable;

/**
 * What an opinion is held against: closes at or above {@code upper}, at or below {@code lower}, or
 * neither until the horizon ends.
 *
 * @param entry the close that the opinion was made at
 */
public record Barriers(double entry, double upper, double lower) {
    public Barriers {
        if (!(lower < entry && entry < upper)) {
            throw new IllegalArgumentException(
                    "barriers must lie around the entry, were "
                            + lower
                            + " < "
                            + entry
                            + " < "
                            + upper);
        }
    }

    /**
     * Says how the opinion ends at a close, if it does.
     *
     * @param last whether the horizon ends with this close
     * @return null while it goes on
     */
    public static @Nullable Outcome settle(
            double entry, double upper, double lower, double close, boolean last) {
        if (close >= upper) {
            return Outcome.UP;
        }
        if (close <= lower) {
            return Outcome.DOWN;
        }
        if (!last) {
            return null;
        }
        if (close > entry) {
            return Outcome.UP;
        }
        return close < entry ? Outcome.DOWN : Outcome.NEITHER;
    }
}
