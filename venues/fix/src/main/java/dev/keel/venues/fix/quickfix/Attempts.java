package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How often the message at hand was given to the listener in vain. For one thread. */
final class Attempts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int MAX_DOUBLINGS = 7;

    private final Patience patience;
    private final InstantSource clock;
    private int sequence;
    private int tries;
    private Instant first = Instant.MAX;

    Attempts(Patience patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** Once more in vain. */
    void failed(int number) {
        if (number != sequence || tries == 0) {
            sequence = number;
            tries = 0;
            first = clock.instant();
        }
        tries++;
    }

    void succeeded() {
        tries = 0;
    }

    boolean areOver() {
        return tries >= patience.tries() && !clock.instant().isBefore(first.plus(patience.time()));
    }

    /** Before it may come again: it comes again at once where more messages wait behind it. */
    Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
    }

    int tries() {
        return tries;
    }
}
