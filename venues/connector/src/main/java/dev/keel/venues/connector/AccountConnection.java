package dev.keel.venues.connector;

import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import java.util.List;
import java.util.Optional;

/** An account's open connection. For any number of threads. */
public interface AccountConnection extends AutoCloseable {
    /** What the account may trade, with the venue's own rules; in the order of their ids. */
    List<Instrument> instruments();

    /**
     * Looks the account over with real calls; blocks. A call that fails is a finding, not an
     * exception. Changes nothing at the venue.
     */
    Preflight preflight();

    /** Connects the account's runner. What it asks from now on goes to the venue. */
    VenueConnector venues();

    /** Changes how the account is set up; empty where nothing can be, or there is nothing. */
    default Optional<AccountSetup> setup() {
        return Optional.empty();
    }

    /** What the venue tells of its markets: the same each time, closed with the connection. */
    MarketData marketData();

    /** Lets go; what is in flight is reported as not known. */
    @Override
    void close();
}
