package dev.keel.core.account;

/**
 * The final reason for which a signal was not executed. A signal that is not executed has exactly
 * one.
 */
public enum DeclineReason {
    /** The account trades by hand. */
    MANUAL_MODE,
    /** Nobody confirmed it in time. */
    NOT_CONFIRMED,
    /** A person said no. */
    DISMISSED,
    /** A newer signal took its place while it waited. */
    SUPERSEDED,
    /** Trading is halted, for the account or everywhere. */
    TRADING_HALTED,
    ALREADY_IN_POSITION,
    /** An exit without a position. */
    NO_POSITION,
    /** An order of the same market is still on its way. */
    ORDER_IN_FLIGHT,
    /** The account does not trade this instrument. */
    UNKNOWN_INSTRUMENT,
    SHORT_NOT_ALLOWED,
    NO_PRICE,
    /** The sizing rule gave no quantity. */
    NO_SIZE,
    /** Risk refused the order. */
    RISK
}
