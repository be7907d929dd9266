package dev.keel.core.account;

import dev.keel.core.market.Market;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may know of the world.
 *
 * @param now the platform's time
 * @param market the latest prices
 * @param balanceAsOf when the venue last confirmed the account's balance
 * @param platform the kill switches above the account
 * @param traced whether every check of an order is kept, so that one can ask why later
 */
public record Situation(
        Instant now,
        Market market,
        @Nullable Instant balanceAsOf,
        TradingSwitch platform,
        boolean traced) {
    /** Where nobody will ask why. */
    public Situation(
            Instant now, Market market, @Nullable Instant balanceAsOf, TradingSwitch platform) {
        this(now, market, balanceAsOf, platform, false);
    }

    /** The same with another switch above the account. */
    public Situation with(TradingSwitch newPlatform) {
        return new Situation(now, market, balanceAsOf, newPlatform, traced);
    }
}
