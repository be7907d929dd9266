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
 */
public record Situation(
        Instant now, Market market, @Nullable Instant balanceAsOf, TradingSwitch platform) {
    /** The same with another switch above the account. */
    public Situation with(TradingSwitch newPlatform) {
        return new Situation(now, market, balanceAsOf, newPlatform);
    }
}
