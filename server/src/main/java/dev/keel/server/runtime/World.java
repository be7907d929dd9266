package dev.keel.server.runtime;

import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.Situations;
import dev.keel.core.market.Market;
import dev.keel.core.venue.Venue;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What every decision of the platform may know beside its venue's prices.
 *
 * @param clock the platform's time: the market's where one is played
 * @param history prices from before the start, for as long as the market has not moved since
 * @param platform the kill switch above all accounts
 */
public record World(InstantSource clock, Market history, Supplier<TradingSwitch> platform)
        implements Situations {

    @Override
    public Situation now(Venue venue) {
        Market market = venue instanceof Market known ? known : history;
        return new Situation(
                clock.instant(), market, venue.balanceAsOf().orElse(null), platform.get(), true);
    }

    /** What can be known before the account is connected to a venue. */
    Situation beforeConnecting() {
        return new Situation(clock.instant(), history, null, platform.get(), true);
    }
}
