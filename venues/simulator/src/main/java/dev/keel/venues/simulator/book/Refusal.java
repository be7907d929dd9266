package dev.keel.venues.simulator.book;

/** Why the book does not do what it is asked; each dialect has its own code for it. */
public enum Refusal {
    UNKNOWN_MARKET,
    /** The quantity or price is off the grid. */
    PRECISION,
    QUANTITY_TOO_SMALL,
    NOTIONAL_TOO_SMALL,
    /** The venue's rule about client ids does not allow this one. */
    DUPLICATE,
    INSUFFICIENT_FUNDS,
    /** A post-only order that would trade at once. */
    WOULD_TRADE,
    /** A trigger that the market has already passed. */
    WOULD_TRIGGER,
    /** Nothing is held that a reduce-only order could reduce. */
    NOTHING_TO_REDUCE,
    /** The side of the position does not fit the position mode. */
    WRONG_POSITION_MODE,
    /** A market order, and nobody quotes. */
    NO_MARKET_PRICE,
    NOT_FOUND,
    /** It was there, and has ended. */
    ALREADY_DONE
}
