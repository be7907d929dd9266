package dev.keel.core.instrument;

/** How a trade in an instrument moves money. */
public enum InstrumentKind {
    /** The full notional is exchanged for the base asset; there is no short position. */
    SPOT,
    /** A derivative settled in the quote asset; only profit, loss and fees move money. */
    LINEAR
}
