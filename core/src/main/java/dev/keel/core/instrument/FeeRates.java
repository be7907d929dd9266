package dev.keel.core.instrument;

import java.math.BigDecimal;

/**
 * Fees as fractions of the notional of a fill: 0.001 is ten basis points. A negative maker rate is
 * a rebate.
 *
 * @param maker the rate of a fill that added liquidity, above -1 and below 1
 * @param taker the rate of a fill that took liquidity, from 0 to below 1
 */
public record FeeRates(BigDecimal maker, BigDecimal taker) {
    public static final FeeRates NONE = new FeeRates(BigDecimal.ZERO, BigDecimal.ZERO);

    public FeeRates {
        if (maker.abs().compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "maker fee must be above -1 and below 1, was " + maker);
        }
        if (taker.signum() < 0 || taker.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("taker fee must be from 0 to below 1, was " + taker);
        }
    }

    /** The same rate for maker and taker. */
    public static FeeRates flat(BigDecimal rate) {
        return new FeeRates(rate, rate);
    }
}
