package dev.keel.venues.ccxt.host;

import dev.keel.venues.connector.Credentials;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exchange to make ready.
 *
 * @param name what it is called by, unique within the host
 * @param ccxtId such as {@code binance}
 * @param numbers whether amounts come as strings (trading) or as numbers (market data)
 * @param options of the constructor of ccxt, without keys
 * @param redirect base URL of a local simulator, to which every request goes instead; empty for the
 *     venue itself
 * @param testNetwork whether the venue's own test network is meant
 */
public record ExchangeSpec(
        String name,
        String ccxtId,
        Numbers numbers,
        ObjectNode options,
        String redirect,
        boolean testNetwork,
        Credentials credentials) {

    /** How amounts come. */
    public enum Numbers {
        /** Exact digits, as the venue wrote them. */
        STRINGS,
        /** Fast, for market data only. */
        DOUBLES
    }
}
