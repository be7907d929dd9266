package dev.keel.sim.loop;

import dev.keel.core.account.Situation;
import dev.keel.core.account.TradingSwitch;
import dev.keel.core.execution.Situations;
import dev.keel.core.market.Market;
import dev.keel.core.venue.Venue;
import dev.keel.sim.matching.MatchingVenue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What an account at a {@link MatchingVenue} may know: market time, and the venue's own prices. */
public final class SimulatedSituations implements Situations {
    private final InstantSource clock;
    private final Supplier<TradingSwitch> platform;

    /**
     * Creates the situations of any number of accounts.
     *
     * @param platform the kill switch above all accounts, as it is now
     */
    public SimulatedSituations(InstantSource clock, Supplier<TradingSwitch> platform) {
        this.clock = clock;
        this.platform = platform;
    }

    /** Situations of a platform whose kill switch nobody throws. */
    public SimulatedSituations(InstantSource clock) {
        this(clock, () -> TradingSwitch.Enabled.INSTANCE);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the venue is not a {@link MatchingVenue}
     */
    @Override
    public Situation now(Venue venue) {
        if (!(venue instanceof MatchingVenue)) {
            throw new IllegalArgumentException("venue must be a matching venue, was " + venue);
        }
        Instant now = clock.instant();
        return new Situation(now, (Market) venue, now, platform.get());
    }
}
