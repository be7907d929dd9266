package dev.keel.core.execution;

import dev.keel.core.account.AccountState;
import dev.keel.core.venue.Venue;

/** Connects an account to its venue. */
@FunctionalInterface
public interface VenueConnector {
    /**
     * Connects.
     *
     * @param account as the journal knows it; a paper venue takes its working orders from here
     * @param listener where reports go from now on
     */
    Venue connect(AccountState account, Venue.Listener listener);
}
