package dev.keel.sim.matching;

/** When a resting limit order counts as filled. */
public enum LimitFill {
    /** When the market trades at the limit: others may have been first in the queue. */
    TOUCH,
    /** When the market trades beyond the limit: everything at the limit must have been filled. */
    THROUGH
}
