package dev.keel.sim.loop;

/** When the account hears of a signal that was made at the close of a bar. */
public enum FillTiming {
    /** When the next bar opens: a market order fills at its open. */
    NEXT_OPEN,
    /** At once: a market order fills at the close that the signal was made of. */
    CLOSE
}
