package dev.keel.server.runtime;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.venue.Venue;
import dev.keel.sim.matching.MatchingVenue;
import dev.keel.sim.matching.VenueModel;
import org.jspecify.annotations.Nullable;

/** Connects the paper account to its venue, and keeps the venue at hand. */
final class PaperVenues implements VenueConnector {
    private final World world;
    private @Nullable PaperVenue venue;

    PaperVenues(World world) {
        this.world = world;
    }

    @Override
    public PaperVenue connect(AccountState account, Venue.Listener listener) {
        MatchingVenue matching =
                new MatchingVenue(VenueModel.PLAIN, world.clock(), listener, account);
        PaperVenue connected = new PaperVenue(matching, world, account);
        venue = connected;
        return connected;
    }

    PaperVenue venue() {
        if (venue == null) {
            throw new IllegalStateException("the account is not connected");
        }
        return venue;
    }
}
