package dev.keel.venues.ccxt.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Puts amounts on a venue's grid, always to the side that costs nothing: a limit becomes no worse,
 * and a stop fires no later, than what was approved. A quantity is never changed: one that is not
 * on the grid is refused.
 */
final class Grid {
    private final Instrument instrument;

    Grid(Instrument instrument) {
        this.instrument = instrument;
    }

    /** A buy's limit down, a sell's up. */
    BigDecimal limit(Side side, Price limit) {
        return onTick(limit, side == Side.BUY ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    /** A stop towards the market: a sell's up, a buy's down. */
    BigDecimal trigger(Side side, Price trigger) {
        return onTick(trigger, side == Side.BUY ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    BigDecimal quantity(Quantity quantity) throws OffGridException {
        if (!quantity.isMultipleOf(instrument.rules().lot())) {
            throw new OffGridException(
                    "quantity must be a multiple of "
                            + instrument.rules().lot()
                            + ", was "
                            + quantity);
        }
        return quantity.value();
    }

    private BigDecimal onTick(Price price, RoundingMode mode) {
        BigDecimal tick = instrument.rules().tick().value();
        return price.value().divide(tick, 0, mode).multiply(tick);
    }

    /** Whether a double, and so a number of JSON, holds a value exactly. */
    static boolean survivesDouble(BigDecimal value) {
        double nearest = value.doubleValue();
        return Double.isFinite(nearest)
                && new BigDecimal(Double.toString(nearest)).compareTo(value) == 0;
    }

    /** Without exponent and trailing zeros. */
    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
