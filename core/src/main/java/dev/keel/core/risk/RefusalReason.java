package dev.keel.core.risk;

/**
 * Every reason for which Keel refuses an order before it is sent. A closed list: nothing is refused
 * for "other".
 */
public enum RefusalReason {
    /** The loss at the stop is too great a share of equity. */
    RISK_PER_TRADE,
    /** The position, working orders included, would be too great a share of equity. */
    POSITION_SIZE,
    /** Too many instruments would be held at once. */
    OPEN_POSITIONS,
    /** All positions together would be too great a multiple of equity. */
    LEVERAGE,
    DAILY_LOSS,
    WEEKLY_LOSS,
    /** Equity is too far below its peak, open profit included. */
    DRAWDOWN,
    /** The market has moved away from the price that was expected. */
    SLIPPAGE,
    /** The market trades too little for this quantity. */
    LIQUIDITY,
    /** Trading is halted, for the account or everywhere. */
    KILL_SWITCH,
    /** A client asked for the very same order a moment ago, under another key. */
    DUPLICATE,
    /** No price is known. */
    NO_PRICE,
    STALE_PRICE,
    STALE_BALANCE,
    /** There is not enough free cash, or no equity. */
    INSUFFICIENT_FUNDS,
    /** A spot instrument cannot be sold short. */
    SHORT_NOT_ALLOWED,
    /** A reduce-only order without a position to reduce. */
    NOTHING_TO_REDUCE,
    UNKNOWN_INSTRUMENT,
    OFF_TICK,
    OFF_LOT,
    BELOW_MIN_NOTIONAL,
    /** Another order on this instrument is in doubt. */
    UNRESOLVED_ORDER,
    /** Ledger and venue differ on this instrument or account, and nobody knows why. */
    UNEXPLAINED_DIFFERENCE,
    /** What the accounts of the user have at stake together. */
    USER_LIMIT,
    /** What all accounts have at stake together. */
    PLATFORM_LIMIT
}
