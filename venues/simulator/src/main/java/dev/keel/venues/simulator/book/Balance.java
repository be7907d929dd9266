package dev.keel.venues.simulator.book;

import java.math.BigDecimal;

/**
 * What is held of an asset.
 *
 * @param locked by working orders, and by positions as their margin
 */
public record Balance(String asset, BigDecimal total, BigDecimal locked) {
    public BigDecimal free() {
        return total.subtract(locked);
    }
}
