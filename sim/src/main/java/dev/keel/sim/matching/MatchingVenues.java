package dev.keel.sim.matching;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.venue.Venue;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives every account a matching venue of its own, and keeps it at hand for the market's feed. */
public final class MatchingVenues implements VenueConnector {
    private final VenueModel model;
    private final InstantSource clock;
    private final Map<AccountId, MatchingVenue> venues = new ConcurrentHashMap<>();

    public MatchingVenues(VenueModel model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
    }

    @Override
    public MatchingVenue connect(AccountState account, Venue.Listener listener) {
        MatchingVenue venue = new MatchingVenue(model, clock, listener, account);
        venues.put(account.id(), venue);
        return venue;
    }

    /**
     * The venue that an account was connected to last.
     *
     * @throws IllegalStateException if it was never connected
     */
    public MatchingVenue of(AccountId account) {
        MatchingVenue venue = venues.get(account);
        if (venue == null) {
            throw new IllegalStateException("account " + account + " is not connected");
        }
        return venue;
    }
}
