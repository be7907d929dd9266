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
 * @param stops who keeps the stops of what is held
 */
public record Situation(
        Instant now,
        Market market,
        @Nullable Instant balanceAsOf,
        TradingSwitch platform,
        boolean traced,
        StopKeeper stops) {
    /** Where nobody will ask why. */
    public Situation(
            Instant now, Market market, @Nullable Instant balanceAsOf, TradingSwitch platform) {
        this(now, market, balanceAsOf, platform, false);
    }

    /** Where stops lie at the venue. */
    public Situation(
            Instant now,
            Market market,
            @Nullable Instant balanceAsOf,
            TradingSwitch platform,
            boolean traced) {
        this(now, market, balanceAsOf, platform, traced, StopKeeper.VENUE);
    }

    /** The same with another switch above the account. */
    public Situation with(TradingSwitch newPlatform) {
        return new Situation(now, market, balanceAsOf, newPlatform, traced, stops);
    }

    /** The same with somebody else who keeps the stops. */
    public Situation with(StopKeeper keeper) {
        return new Situation(now, market, balanceAsOf, platform, traced, keeper);
    }
}
