package dev.keel.signals.learn.feature;

/**
 * How an indicator's output becomes comparable over years and markets. A raw price never is a
 * feature.
 */
public enum Scaling {
    /** The output as it is: for those that have a fixed range, such as a phase or an RSI. */
    PLAIN,
    /** Divided by a peak of its magnitude that decays by 0.9 % a bar: within -1 and 1. */
    GAIN_CONTROLLED,
    /** How far the close lies above it, in average true ranges: for averages and price levels. */
    DISTANCE
}
