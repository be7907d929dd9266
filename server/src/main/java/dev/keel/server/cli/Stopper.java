package dev.keel.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns ctrl-C or a termination signal into an orderly stop on the thread that waits for it. */
final class Stopper {
    /** What a stop may take: the database alone is given two minutes. */
    private static final long MOST_SECONDS = 180;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private Stopper() {}

    static Stopper install() {
        Stopper stopper = new Stopper();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopper::stopAndWait));
        return stopper;
    }

    /** Waits until somebody wants the platform to stop. */
    void awaitStop() throws InterruptedException {
        asked.await();
    }

    /** Everything is stopped, or never came up: the process may end. */
    void stopped() {
        done.countDown();
    }

    private void stopAndWait() {
        asked.countDown();
        try {
            boolean _ = done.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
