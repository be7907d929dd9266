package dev.keel.venues.ccxt.order;

/** An amount is not on the venue's grid, and changing it is not ours to do. */
final class OffGridException extends Exception {
    private static final long serialVersionUID = 1;

    OffGridException(String message) {
        super(message);
    }
}
