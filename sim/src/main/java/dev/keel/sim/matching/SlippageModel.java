package dev.keel.sim.matching;

import dev.keel.core.money.Price;
import dev.keel.core.order.Side;
import java.math.BigDecimal;

/** How much worse than the market's price an order trades that takes liquidity. */
public sealed interface SlippageModel {
    /** Takers trade at the market's price. */
    record None() implements SlippageModel {
        public static final None INSTANCE = new None();
    }

    /**
     * Takers pay, or give up, a fixed share of the price.
     *
     * @param fraction from 0 to below 1; 0.0005 is five basis points
     */
    record FixedFraction(BigDecimal fraction) implements SlippageModel {
        public FixedFraction {
            if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException(
                        "slippage fraction must be from 0 to below 1, was " + fraction);
            }
        }
    }

    /** The price that a taker gets for a market price, before it is rounded to the tick. */
    default Price against(Side taker, Price market) {
        return switch (this) {
            case None _ -> market;
            case FixedFraction(BigDecimal fraction) ->
                    market.times(
                            taker == Side.BUY
                                    ? BigDecimal.ONE.add(fraction)
                                    : BigDecimal.ONE.subtract(fraction));
        };
    }
}
