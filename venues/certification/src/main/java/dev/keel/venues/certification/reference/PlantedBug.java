package dev.keel.venues.certification.reference;

/** A mistake that connectors make, to be planted into the reference connector. */
public enum PlantedBug {
    NONE,
    /** An order whose answer did not come is sent again. */
    RESENDS_ON_TIME_OUT,
    /** An order whose answer did not come is said to be refused. */
    TAKES_TIME_OUT_FOR_REFUSAL,
    /** A server's error is said to be a refusal. */
    TAKES_SERVER_ERROR_FOR_REFUSAL,
    /** A success that names no order is an acceptance. */
    ACCEPTS_WITHOUT_ID,
    /** That an order is there already is said to be a refusal. */
    TAKES_DUPLICATE_FOR_REFUSAL,
    /** An order that was turned away for its rate is sent again. */
    REPEATS_WHEN_TURNED_AWAY,
    /** A query that fails is "not found". */
    TAKES_FAILURE_FOR_NOT_FOUND,
    /** An order has ended as soon as its cancel was sent. */
    TAKES_CANCEL_FOR_END,
    /** One cancel cancels everything. */
    CANCELS_EVERYTHING,
    /** Open orders that cannot be read are none. */
    TAKES_FAILURE_FOR_NO_ORDERS,
    /** A history that cannot be read is empty. */
    TAKES_FAILURE_FOR_NO_TRADES,
    /** The history's cursor passes a trade that may still come. */
    CURSOR_TOO_FAR,
    /** The history begins when the connection does. */
    FORGETS_WHAT_WAS_MISSED,
    /** Only the first page of the history is read, and taken for all. */
    READS_ONE_PAGE,
    /** The stream and the history name one trade differently. */
    NAMES_TRADES_TWICE,
    /** Quantities between two lots are rounded up. */
    ROUNDS_QUANTITY_UP,
    /** Prices between two ticks are rounded up. */
    ROUNDS_PRICE_UP,
    DROPS_REDUCE_ONLY,
    DROPS_POST_ONLY,
    /** A stop is sent as a market order. */
    DROPS_TRIGGER,
    /** A good-till-date order has no end. */
    DROPS_END,
    /** Every order is a buy. */
    LOSES_SIDE,
    /** A request is stamped with the time of its sending, and always sent. */
    STAMPS_TIME_OF_SENDING,
    /** A submit returns when it is answered. */
    BLOCKS,
    /** A foreign order is shown as ours. */
    TAKES_FOREIGN_FOR_OURS,
    /** A short position is shown without its sign. */
    LOSES_SIGN,
    /** A trade that was taken back is not told. */
    HIDES_BUSTS,
    /** Money that moves is not told. */
    HIDES_MOVEMENTS,
    /** A stream that was lost is not listened to again. */
    FORGETS_STREAM,
    /** Public trades of the time without a stream are left out without a word. */
    FORGETS_PUBLIC_TRADES,
    /** A closed bar is told once more. */
    TELLS_BARS_TWICE,
    /** A key that may withdraw passes. */
    OVERLOOKS_WITHDRAWAL,
    /** An error carries the secret key. */
    LEAKS_KEY_IN_ERRORS,
    /** The secret key is written to the log. */
    LEAKS_KEY_IN_LOG
}
