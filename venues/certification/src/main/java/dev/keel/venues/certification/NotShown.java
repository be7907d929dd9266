package dev.keel.venues.certification;

/**
 * A case ends because something is missing that only shows while it runs: the simulator cannot do
 * it, or the connector has no such request. Told with the result; never counted as passed.
 */
public final class NotShown extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotShown(String message) {
        super(message);
    }
}
