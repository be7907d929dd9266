package dev.keel.signals.fusion;

/** Whether the fusion listens to what it has learned about its experts. */
public enum Adaptation {
    /** Weights move with the outcomes. */
    ON,
    /** The users' weights are used as they are; what would be used is still learned and shown. */
    OFF
}
