package dev.keel.signals.fusion.log;

/** What became of an opinion. */
public enum Outcome {
    /** The upper barrier came first, or the horizon ended above the entry. */
    UP,
    /** The lower barrier came first, or the horizon ended below the entry. */
    DOWN,
    /** The horizon ended exactly at the entry: nobody was right, nothing is learned. */
    NEITHER
}
