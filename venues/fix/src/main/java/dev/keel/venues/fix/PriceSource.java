package dev.keel.venues.fix;

import dev.keel.venues.connector.ConnectorException;
import dev.keel.venues.connector.MarketData;
import dev.keel.venues.connector.VenueAccount;

/** Tells what is paid for an account's instruments, which an order session does not. */
@FunctionalInterface
public interface PriceSource {
    /** There is none. */
    PriceSource NONE =
            place -> {
                throw new ConnectorException(
                        ConnectorException.Category.FATAL,
                        "option prices.venue must name a venue that shows its prices to everybody,"
                                + " was "
                                + place.venue());
            };

    /**
     * Opens it, without keys.
     *
     * @param place of the account's name and instruments, at the venue whose prices are told
     * @throws ConnectorException if there is no such venue, or it cannot be reached
     */
    MarketData open(VenueAccount place);
}
