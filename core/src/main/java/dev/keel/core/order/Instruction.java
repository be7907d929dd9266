package dev.keel.core.order;

/** Conditions on how an order may trade. */
public enum Instruction {
    /** Never increases the position: capped by it, and dead without one. */
    REDUCE_ONLY,
    /** Refused by the venue if any part would trade at once. */
    POST_ONLY
}
