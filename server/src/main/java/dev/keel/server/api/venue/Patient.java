package dev.keel.server.api.venue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a venue, and not for ever. */
public final class Patient {
    /** A page that waits longer than this waits for nothing. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Patient() {}

    /** The venue took too long; what was asked of it may still be done. */
    public static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLate() {
            super("no answer within " + LIMIT.toSeconds() + " s");
        }
    }

    /**
     * Does something that asks a venue, on a thread of its own.
     *
     * @throws TooLate if it takes longer than {@link #LIMIT}
     */
    public static <T> T ask(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual().name("asks a venue").start(() -> run(work, done));
        try {
            return done.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case java.util.concurrent.TimeoutException _ -> new TooLate();
                case RuntimeException failure -> failure;
                case null, default -> e;
            };
        }
    }

    private static <T> void run(Supplier<T> work, CompletableFuture<T> done) {
        try {
            done.complete(work.get());
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }
}
