package dev.keel.server.orchestrator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a market was played: the close of the last bar that is over and done with.
 *
 * <p>It is written before anything that happens in a later bar, and every now and then besides.
 * Hence after a kill only the one bar that follows it can have been played in part, and playing
 * that one again from its open does what was not done, and nothing twice. For any number of
 * threads.
 */
public final class PlayedBars {
    /** Where it is kept. */
    public interface Store {
        /** The close of the last bar that any market was played to. */
        Optional<Instant> read();

        /**
         * Writes; durable when it returns.
         *
         * @throws RuntimeException if it is not known whether it is
         */
        void write(Instant barClose);
    }

    private final Store store;
    private volatile @Nullable Instant over;
    private volatile @Nullable Instant written;

    /** Reads how far it was played before; blocks. */
    public PlayedBars(Store store) {
        this.store = store;
        Instant before = store.read().orElse(null);
        this.over = before;
        this.written = before;
    }

    /** A bar is over and done with. */
    void over(Instant barClose) {
        over = barClose;
    }

    /** The close of the last bar that is over; empty if none is. */
    public Optional<Instant> lastOver() {
        return Optional.ofNullable(over);
    }

    /** Writes the last bar that is over, if it is not written yet; blocks. */
    public void write() {
        if (!isWritten()) {
            writeNow();
        }
    }

    private synchronized void writeNow() {
        Instant last = over;
        if (last != null && !isWritten()) {
            store.write(last);
            written = last;
        }
    }

    private boolean isWritten() {
        Instant last = over;
        return last == null || last.equals(written);
    }
}
