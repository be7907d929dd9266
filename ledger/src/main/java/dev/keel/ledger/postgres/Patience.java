package dev.keel.ledger.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits that an interrupt does not cut short: a server must be stopped properly in a thread that is
 * being stopped, too. The interrupt is kept for the caller.
 */
final class Patience {

    private static final Duration STEP = Duration.ofMillis(20);

    private Patience() {}

    /** Waits for the process to end; tells whether it did within the bound. */
    static boolean untilEnd(Process process, Duration bound) {
        return uninterrupted(bound, rest -> process.waitFor(rest, TimeUnit.NANOSECONDS));
    }

    /**
     * Waits for the condition by asking again and again; tells whether it came true within the
     * bound.
     */
    static boolean until(BooleanSupplier condition, Duration bound) {
        return uninterrupted(bound, rest -> poll(condition, rest));
    }

    /** Lets a moment pass between two looks at something that changes by itself. */
    static void pause() {
        until(() -> false, STEP);
    }

    private static boolean poll(BooleanSupplier condition, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }

    @FunctionalInterface
    private interface Wait {
        boolean forNanos(long nanos) throws InterruptedException;
    }

    private static boolean uninterrupted(Duration bound, Wait wait) {
        long end = System.nanoTime() + bound.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.forNanos(Math.max(0, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
