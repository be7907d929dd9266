package dev.keel.core.instrument;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import java.math.BigDecimal;

/**
 * What a venue accepts.
 *
 * @param tick prices are multiples of it
 * @param lot quantities are multiples of it; above zero
 * @param minNotional the least price x quantity of an order, in the quote asset; 0 = no minimum
 */
public record TradingRules(Price tick, Quantity lot, BigDecimal minNotional) {
    /** The rules of a bare data file: anything down to eight decimals. */
    public static final TradingRules FINEST =
            new TradingRules(Price.of("0.00000001"), Quantity.of("0.00000001"), BigDecimal.ZERO);

    public TradingRules {
        if (lot.isZero()) {
            throw new IllegalArgumentException("lot must be above 0, was 0");
        }
        if (minNotional.signum() < 0) {
            throw new IllegalArgumentException(
                    "minNotional must not be negative, was " + minNotional);
        }
    }
}
