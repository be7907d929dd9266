package dev.keel.core.order;

/** Where an order is in its life. */
public enum OrderStatus {
    /** The intent is committed; no answer yet. */
    PENDING,
    /** Nobody knows whether the venue has it. Counts as if it filled; never sent again. */
    IN_DOUBT,
    /** The venue has it and nothing has traded. */
    WORKING,
    /** The venue has it and a part has traded. */
    PARTIALLY_FILLED,
    /** A cancel is committed; it may still fill. */
    CANCELING,
    FILLED,
    CANCELED,
    EXPIRED,
    /** Refused by risk before it was sent, or by the venue. */
    REJECTED;

    public boolean isTerminal() {
        return switch (this) {
            case FILLED, CANCELED, EXPIRED, REJECTED -> true;
            case PENDING, IN_DOUBT, WORKING, PARTIALLY_FILLED, CANCELING -> false;
        };
    }
}
