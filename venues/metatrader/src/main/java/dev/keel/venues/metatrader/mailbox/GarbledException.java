package dev.keel.venues.metatrader.mailbox;

/** What was read does not have the form that it must have. Names the field, never a secret. */
public final class GarbledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GarbledException(String message) {
        super(message);
    }
}
