package dev.keel.venues.certification.fix;

import dev.keel.core.account.AccountState;
import dev.keel.core.execution.VenueConnector;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.venue.Venue;
import dev.keel.venues.connector.AccountConnection;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.Preflight;
import dev.keel.venues.connector.Preflight.Finding;
import dev.keel.venues.connector.Preflight.Grade;
import dev.keel.venues.simulator.fix.FixBroker;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The account by another way than FIX: it looks into the books of the same broker. It stands where
 * an exchange's own interface stands in life, and takes no orders.
 */
final class BookAccount implements AccountConnection {
    private final Function<AccountState, BookVenue.Reading> reading;
    private final List<Instrument> instruments;
    private final InstantSource clock;
    private final Executor executor;

    BookAccount(
            FixBroker broker,
            List<Instrument> instruments,
            InstantSource clock,
            Executor executor) {
        this.instruments = List.copyOf(instruments);
        this.clock = clock;
        this.executor = executor;
        this.reading =
                account -> new BookVenue.Reading(broker, account.profile(), this.instruments);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public Preflight preflight() {
        return new Preflight(
                clock.instant(),
                List.of(new Finding("keys", Grade.PASSED, "the books can be read")),
                null,
                null,
                null,
                null);
    }

    @Override
    public VenueConnector venues() {
        return (AccountState account, Venue.Listener listener) ->
                new BookVenue(reading.apply(account), listener, clock, executor);
    }

    @Override
    public MarketData marketData() {
        throw new UnsupportedOperationException("the books hold no market data");
    }

    @Override
    public void close() {}
}
