package dev.keel.core.journal;

/** The journal could not be read, or it is not known whether an append was written. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalException(String message) {
        super(message);
    }
}
