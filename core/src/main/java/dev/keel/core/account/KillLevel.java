package dev.keel.core.account;

/** How far a kill switch goes; each level includes those before it. */
public enum KillLevel {
    /** Nothing new that adds risk; what works at the venue stays. */
    NO_NEW,
    /** Entries are cancelled too; what is sent is reduce-only and capped by the position. */
    REDUCE_ONLY,
    /** Every order is cancelled but the stops that protect what is held. */
    CANCEL_ALL,
    /** What is held is closed at the market. */
    FLATTEN;

    public boolean includes(KillLevel other) {
        return compareTo(other) >= 0;
    }
}
