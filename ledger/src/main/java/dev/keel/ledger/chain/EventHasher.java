package dev.keel.ledger.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the hashes of a chain; for one thread.
 *
 * <p>{@code SHA-256(previous || text(account) || sequence || text(type) || at || text(payload))},
 * where {@code text} is the length in bytes (32 bits) and the UTF-8 bytes, and numbers have 64
 * bits, the highest byte first. The first event's previous is {@code SHA-256("keel event chain 1"
 * || text(account))}.
 */
public final class EventHasher {
    /** The length of a hash. */
    public static final int BYTES = 32;

    private static final byte[] DOMAIN = "keel event chain 1".getBytes(StandardCharsets.UTF_8);

    private final MessageDigest digest = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** What stands before the first event of an account. */
    public byte[] origin(String account) {
        digest.update(DOMAIN);
        text(account);
        return digest.digest();
    }

    /** The hash of an event that follows another. */
    public byte[] hash(byte[] previous, ChainedEvent event) {
        if (previous.length != BYTES) {
            throw new IllegalArgumentException(
                    "previous must have " + BYTES + " bytes, had " + previous.length);
        }
        digest.update(previous);
        text(event.account());
        integer(event.sequence());
        text(event.type());
        integer(event.atMicros());
        text(event.payload());
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        number.clear().putInt(bytes.length);
        digest.update(number.array(), 0, Integer.BYTES);
        digest.update(bytes);
    }

    private void integer(long value) {
        number.clear().putLong(value);
        digest.update(number.array());
    }
}
