package dev.keel.core.account;

import dev.keel.core.order.OrderId;
import dev.keel.core.signal.Signal;
import java.time.Instant;

/**
 * A signal whose entry waits until what lies the other way is closed.
 *
 * @param close the order that closes it
 */
record WaitingEntry(Signal signal, OrderId close, Instant since) {}
