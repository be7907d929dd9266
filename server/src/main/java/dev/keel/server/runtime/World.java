package dev.keel.server.runtime;

import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.Situations;
import dev.keel.core.market.Market;
import dev.keel.core.venue.Venue;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What every decision of the platform may know: its time, its prices, its kill switch. */
public record World(InstantSource clock, Market market, Supplier<TradingSwitch> platform)
        implements Situations {

    @Override
    public Situation now(Venue venue) {
        return new Situation(
                clock.instant(), market, venue.balanceAsOf().orElse(null), platform.get());
    }

    /** What can be known before the account is connected to a venue. */
    Situation beforeConnecting() {
        return new Situation(clock.instant(), market, null, platform.get());
    }
}
