package dev.keel.sim.market;

import java.time.Instant;

/**
 * How far a replay has come.
 *
 * @param position how many bars of the series lie behind, those before the start index included; a
 *     replay that takes over later starts at this index
 * @param bars how many bars the series has
 * @param marketTime the time of the latest open or close delivered; before the first, the time of
 *     that one
 */
public record ReplayProgress(State state, int position, int bars, Instant marketTime) {

    /** What a replay is doing. */
    public enum State {
        /** Has not been run. */
        READY,
        RUNNING,
        PAUSED,
        /** Delivered every bar. */
        FINISHED,
        /** Ended early, by request or by an interrupt. */
        STOPPED,
        /** Ended early, by an exception of the listener. */
        FAILED
    }

    /** The part of the series that lies behind, 0 to 1. */
    public double fraction() {
        return (double) position / bars;
    }

    ReplayProgress in(State newState) {
        return new ReplayProgress(newState, position, bars, marketTime);
    }

    ReplayProgress at(int newPosition, Instant newTime) {
        return new ReplayProgress(state, newPosition, bars, newTime);
    }
}
