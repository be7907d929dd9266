package dev.keel.venues.fix.store;

import java.time.Instant;

/**
 * A session's numbers.
 *
 * @param nextSender of the next message that is sent
 * @param nextTarget of the next message that is expected
 * @param since when they last began at 1
 */
public record SessionState(int nextSender, int nextTarget, Instant since) {}
