package dev.keel.venues.ccxt.host;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what children print beside the protocol into the log, masked, and not more than is of use.
 */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int LINES = 100;
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int LONGEST = 4_000;

    private final Consumer<Consumer<char[]>> secrets;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private long windowStart;
    private int lines;

    /**
     * Makes one.
     *
     * @param secrets hands every secret of every account to what it is given
     */
    Complaints(Consumer<Consumer<char[]>> secrets, LongSupplier nanos) {
        this(secrets, nanos, line -> LOG.warn("venue host: {}", line));
    }

    Complaints(Consumer<Consumer<char[]>> secrets, LongSupplier nanos, Consumer<String> log) {
        this.secrets = secrets;
        this.nanos = nanos;
        this.log = log;
        this.windowStart = nanos.getAsLong();
    }

    synchronized void take(String line) {
        long now = nanos.getAsLong();
        if (now - windowStart > WINDOW_NANOS) {
            if (lines > LINES) {
                log.accept((lines - LINES) + " more lines were left out");
            }
            windowStart = now;
            lines = 0;
        }
        lines++;
        if (lines <= LINES) {
            String masked = Scrubber.mask(line, secrets);
            log.accept(masked.substring(0, Math.min(LONGEST, masked.length())));
        }
    }
}
