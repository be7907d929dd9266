package dev.keel.server.runtime;

import dev.keel.core.journal.LeaseHeldException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for an account that another instance holds. An instance that was killed holds it until its
 * lease ends; one that runs renews it, and then there is no point in waiting on.
 *
 * @param atMost a little more than a lease runs
 */
record LeaseWait(Duration atMost) {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWait.class);
    private static final long STEP_MILLIS = 250;

    /**
     * Tries again until it succeeds; blocks.
     *
     * @throws LeaseHeldException if the account is held still when the time is over
     */
    <T> T until(Supplier<T> take) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean said = false;
        while (true) {
            try {
                return take.get();
            } catch (LeaseHeldException held) {
                if (System.nanoTime() >= deadline) {
                    throw held;
                }
                if (!said) {
                    LOG.info("{}; waiting for at most {} s", held.getMessage(), atMost.toSeconds());
                    said = true;
                }
                pause(held);
            }
        }
    }

    private static void pause(LeaseHeldException held) {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held;
        }
    }
}
