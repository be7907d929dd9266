package dev.keel.bench;

import java.time.Duration;

/** Lets time pass while others work. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    /** Lets time pass until {@link System#nanoTime} has come to an instant. */
    static void until(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            of(Duration.ofNanos(left));
        }
    }
}
