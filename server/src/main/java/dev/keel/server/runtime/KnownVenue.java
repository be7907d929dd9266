package dev.keel.server.runtime;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.venue.Venue;
import org.jspecify.annotations.Nullable;

/** Connects an account, and keeps its venue at hand. */
final class KnownVenue implements VenueConnector {
    private final VenueConnector venues;
    private @Nullable Venue venue;

    KnownVenue(VenueConnector venues) {
        this.venues = venues;
    }

    @Override
    public Venue connect(AccountState account, Venue.Listener listener) {
        Venue connected = venues.connect(account, listener);
        venue = connected;
        return connected;
    }

    Venue venue() {
        if (venue == null) {
            throw new IllegalStateException("the account is not connected");
        }
        return venue;
    }
}
