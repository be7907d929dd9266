package dev.keel.ledger.event;

import java.time.Instant;

/**
 * An event as the ledger stores it.
 *
 * @param type the name of its type, such as {@code order_placed}
 * @param payload all of it, JSON in ASCII
 */
public record EncodedEvent(String type, Instant at, String payload) {}
