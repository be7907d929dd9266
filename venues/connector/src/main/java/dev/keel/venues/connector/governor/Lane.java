package dev.keel.venues.connector.governor;

/** What a request is for; the earlier goes first. */
public enum Lane {
    /** A protective order: a stop or a target. */
    PROTECT,
    CANCEL,
    /** An order that reduces a position. */
    CLOSE,
    OPEN,
    /** Queries about orders, and statements. */
    RECONCILE,
    DATA
}
