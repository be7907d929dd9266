package dev.keel.core.account;

/** Who decides whether a signal becomes an order. */
public enum ExecutionMode {
    /** People alone; signals are shown and declined. */
    MANUAL,
    /** A signal waits for a person's confirmation, and expires. */
    AI_ASSISTED,
    /** Signals are executed as far as risk allows. */
    AI_FULL_AUTO,
    /** As full auto, but only ever at a paper venue. */
    PAPER_TRADING
}
