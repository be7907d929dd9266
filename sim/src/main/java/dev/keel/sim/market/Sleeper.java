package dev.keel.sim.market;

import java.time.Duration;

/** Lets real time pass, or pretends to. */
@FunctionalInterface
public interface Sleeper {
    /** Sleeps on the calling thread. */
    Sleeper SYSTEM = Thread::sleep;

    /**
     * Blocks for about this long.
     *
     * @param duration above zero
     */
    void sleep(Duration duration) throws InterruptedException;
}
