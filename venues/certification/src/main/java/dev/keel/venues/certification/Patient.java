package dev.keel.venues.certification;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, and never longer than until one holds. */
final class Patient {
    private static final long STEP_NANOS = 2_000_000;

    private Patient() {}

    /**
     * Waits until something holds.
     *
     * @return whether it did before the time was over
     */
    static boolean waitFor(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return condition.getAsBoolean();
            }
            if (Thread.interrupted()) {
                throw new NotShown("the case was interrupted");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
