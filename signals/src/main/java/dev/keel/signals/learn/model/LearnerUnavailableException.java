package dev.keel.signals.learn.model;

/**
 * A learner or a kind of model cannot be used on this machine; the message says what is missing.
 */
public final class LearnerUnavailableException extends RuntimeException {
    public LearnerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
