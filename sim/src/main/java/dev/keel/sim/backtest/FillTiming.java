package dev.keel.sim.backtest;

/** When a signal made at the close of a bar is acted upon. */
public enum FillTiming {
    /**
     * At the open of the next bar: sized, judged and filled at that price. A signal of the last bar
     * is not acted upon.
     */
    NEXT_OPEN,
    /** At the close of the very bar: as if the order had been sent a moment before. */
    CLOSE
}
