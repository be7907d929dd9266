package dev.keel.venues.connector;

/** A way to one venue. For any number of threads. */
public interface Connector {
    ConnectorInfo info();

    /**
     * Opens an account's connection; blocks until it is known what the account may trade. Nothing
     * is changed at the venue.
     *
     * @param credentials read before this returns, and not kept in the clear by this process longer
     *     than is needed to hand them on
     * @throws ConnectorException if the venue cannot be reached, or does not know the account
     * @throws IllegalArgumentException if something of the account is missing or wrong, naming it
     */
    AccountConnection open(VenueAccount account, Credentials credentials);

    /**
     * Opens what the venue tells everyone; needs no keys.
     *
     * @throws ConnectorException if it has nothing public, or cannot be reached
     */
    MarketData marketData(VenueAccount place);
}
