package dev.keel.venues.fix.quickfix;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Notices that messages are missing and do not come: the engine asks for them once, and its request
 * may have been lost with a connection or refused. Then only a new logon makes it ask again.
 */
final class GapWatch {
    /** After so many logons in vain a person has to look. */
    private static final int MAX_LOGONS = 3;

    private final Duration patience;
    private final InstantSource clock;
    private Instant since = Instant.MAX;
    private int expected;
    private int logons;

    GapWatch(Duration patience, InstantSource clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** What is to be done about missing messages. */
    enum Advice {
        WAIT,
        LOG_ON_AGAIN,
        GIVE_UP
    }

    /**
     * A message came.
     *
     * @param next the number that was expected
     */
    synchronized Advice onMessage(int sequence, int next) {
        Instant now = clock.instant();
        if (next != expected) {
            expected = next;
            since = Instant.MAX;
            logons = 0;
        }
        if (sequence <= next) {
            return Advice.WAIT;
        }
        if (since.equals(Instant.MAX)) {
            since = now;
        }
        return now.isBefore(since.plus(patience)) ? Advice.WAIT : overdue();
    }

    /** Our request was refused: it will not be answered. */
    synchronized Advice onRequestRefused() {
        return overdue();
    }

    synchronized void restart() {
        since = Instant.MAX;
        logons = 0;
    }

    private Advice overdue() {
        since = Instant.MAX;
        logons++;
        return logons > MAX_LOGONS ? Advice.GIVE_UP : Advice.LOG_ON_AGAIN;
    }
}
