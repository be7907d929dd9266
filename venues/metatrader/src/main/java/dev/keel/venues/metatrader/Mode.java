package dev.keel.venues.metatrader;

import dev.keel.venues.metatrader.mailbox.GarbledException;

/** How a terminal keeps what is held. */
enum Mode {
    /** MetaTrader 4: each order is a ticket of its own, open until it is closed. */
    POOL,
    /** MetaTrader 5: one position a symbol. */
    NETTING,
    /** MetaTrader 5: a position for each order that opens one. */
    HEDGING;

    static Mode of(String word) {
        return switch (word) {
            case "pool" -> POOL;
            case "netting" -> NETTING;
            case "hedging" -> HEDGING;
            default ->
                    throw new GarbledException(
                            "mode must be pool, netting or hedging, was " + word);
        };
    }

    /** Whether two positions of opposite sides can stand side by side. */
    boolean keepsBothSides() {
        return this != NETTING;
    }

    /** Whether a magic holds a whole order id. */
    boolean hasWideMagic() {
        return this != POOL;
    }
}
