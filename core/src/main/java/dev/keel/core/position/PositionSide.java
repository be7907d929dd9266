package dev.keel.core.position;

import dev.keel.core.order.Side;

/** Which way a position lies. */
public enum PositionSide {
    FLAT,
    LONG,
    SHORT;

    /** The side a fill of this side opens. */
    public static PositionSide openedBy(Side side) {
        return side == Side.BUY ? LONG : SHORT;
    }
}
