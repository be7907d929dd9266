package dev.keel.core.signal;

/** What a signal proposes. */
public enum Direction {
    LONG,
    SHORT,
    /** Leave the position, whichever way it lies. */
    EXIT
}
