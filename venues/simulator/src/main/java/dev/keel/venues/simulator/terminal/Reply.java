package dev.keel.venues.simulator.terminal;

import java.math.BigDecimal;

/**
 * What a trade request comes back with.
 *
 * @param left the ticket of what remains after a partial close in MetaTrader 4
 */
record Reply(
        String code,
        long order,
        long deal,
        long position,
        BigDecimal volume,
        BigDecimal price,
        long left) {
    static Reply refused(String code) {
        return new Reply(code, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0);
    }

    Reply withCode(String newCode) {
        return new Reply(newCode, order, deal, position, volume, price, left);
    }
}
