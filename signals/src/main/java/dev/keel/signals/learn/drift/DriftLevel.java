package dev.keel.signals.learn.drift;

/** What a measure of drift asks for. */
public enum DriftLevel {
    /** Nothing. */
    NONE,
    /** That people look. */
    WATCH,
    /** That the model is not listened to any more. */
    ACT
}
