package dev.keel.venues.simulator.book;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came or went without a trade.
 *
 * @param number from 1
 * @param market what funding was paid on; null for a transfer
 */
public record Movement(
        long number,
        Kind kind,
        String asset,
        BigDecimal amount,
        @Nullable Market market,
        Instant at) {

    /** What it was for. */
    public enum Kind {
        TRANSFER,
        FUNDING
    }
}
