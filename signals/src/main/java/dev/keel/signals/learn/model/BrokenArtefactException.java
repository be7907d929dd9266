package dev.keel.signals.learn.model;

/** The bytes of a model cannot be read as one. */
public final class BrokenArtefactException extends RuntimeException {
    public BrokenArtefactException(String message) {
        super(message);
    }

    public BrokenArtefactException(String message, Throwable cause) {
        super(message, cause);
    }
}
