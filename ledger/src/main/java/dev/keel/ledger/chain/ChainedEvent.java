package dev.keel.ledger.chain;

/**
 * What the hash of an event covers, as it is stored.
 *
 * @param atMicros microseconds since 1970
 * @param payload the very text of the column
 */
public record ChainedEvent(
        String account, long sequence, String type, long atMicros, String payload) {

    /** The same in another place of its chain. */
    public ChainedEvent withSequence(long other) {
        return new ChainedEvent(account, other, type, atMicros, payload);
    }
}
