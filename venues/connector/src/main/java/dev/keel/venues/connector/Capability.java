package dev.keel.venues.connector;

import java.util.Locale;

/**
 * Something that a connector can do at a venue in one kind of market. What is not listed is refused
 * before it is sent.
 */
public enum Capability {
    MARKET_ORDER,
    LIMIT_ORDER,
    STOP_ORDER,
    STOP_LIMIT_ORDER,
    TRAILING_STOP_ORDER,
    POST_ONLY,
    REDUCE_ONLY,
    IMMEDIATE_OR_CANCEL,
    FILL_OR_KILL,
    GOOD_TILL_DATE,
    /** An order is found by our id. */
    FIND_BY_CLIENT_ID,
    CANCEL_BY_CLIENT_ID,
    /** The venue refuses a second order with the same id. */
    REFUSES_DUPLICATES,
    /** A request can be given an end, after which the venue refuses it. */
    REQUEST_EXPIRY,
    OPEN_ORDERS,
    ENDED_ORDERS,
    TRADE_HISTORY,
    MOVEMENTS,
    BALANCES,
    POSITIONS,
    ORDER_STREAM,
    TRADE_STREAM,
    BALANCE_STREAM,
    POSITION_STREAM,
    QUOTES,
    ORDER_BOOK,
    BARS,
    QUOTE_STREAM,
    BAR_STREAM,
    /** What trades in a market is told, whoever trades it. */
    PUBLIC_TRADES,
    HEDGING,
    SET_LEVERAGE,
    SET_MARGIN_MODE,
    SET_POSITION_MODE,
    CANCEL_ALL_ON_SILENCE,
    TEST_NETWORK,
    /** The venue says what a key may do. */
    KEY_PERMISSIONS,
    /** No query tells all that happens while nobody listens: a person has to compare. */
    MANUAL_RECONCILIATION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
