package dev.keel.venues.ccxt.host;

/**
 * What the host does itself, beside the methods of ccxt: names for {@link HostCall#method}. What
 * would take money away (withdrawals, transfers) it never calls.
 */
public final class HostMethods {
    /**
     * The markets, trimmed to what trading needs, every number as a string; loaded once for all
     * exchanges of the same venue and network. Argument: true to load them anew.
     */
    public static final String MARKETS = "host:markets";

    /** Puts markets in place without asking the venue. Argument: ccxt's market objects. */
    public static final String SET_MARKETS = "host:setMarkets";

    /** What ccxt says that the exchange can do. */
    public static final String DESCRIBE = "host:describe";

    /**
     * Reads a raw answer in ccxt's terms. Arguments: {@code order}, {@code trade}, {@code balance},
     * {@code position} or {@code ticker}; the answer; the symbol, or null.
     */
    public static final String PARSE = "host:parse";

    /** The ids of all exchanges of ccxt; needs no exchange. */
    public static final String EXCHANGES = "host:exchanges";

    private HostMethods() {}

    /**
     * Whether it changes what later calls find in place, and has to be done again in a new child.
     */
    static boolean prepares(String method) {
        return method.equals(MARKETS) || method.equals(SET_MARKETS);
    }
}
