package dev.keel.core.order;

import java.time.Instant;

/** How long an order lives. */
public sealed interface TimeInForce {
    /** Good till cancelled. */
    record GoodTillCancel() implements TimeInForce {
        public static final GoodTillCancel INSTANCE = new GoodTillCancel();
    }

    /** Trades what it can at once; the rest is cancelled. */
    record ImmediateOrCancel() implements TimeInForce {
        public static final ImmediateOrCancel INSTANCE = new ImmediateOrCancel();
    }

    /** Trades whole at once or not at all. */
    record FillOrKill() implements TimeInForce {
        public static final FillOrKill INSTANCE = new FillOrKill();
    }

    /** Good till an instant, then it expires. */
    record GoodTillDate(Instant expiresAt) implements TimeInForce {}
}
