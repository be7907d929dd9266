package dev.keel.venues.simulator.book;

/** What comes of placing or cancelling an order. */
public sealed interface Placing {
    /** The order as it is now; one that traded at once has already filled. */
    record Taken(PlacedOrder order) implements Placing {}

    record Refused(Refusal why) implements Placing {}
}
