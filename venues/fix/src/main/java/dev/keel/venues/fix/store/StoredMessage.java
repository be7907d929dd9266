package dev.keel.venues.fix.store;

/**
 * An application message as it was sent, its secrets masked.
 *
 * @param type tag 35
 */
public record StoredMessage(int sequence, String type, String body) {}
