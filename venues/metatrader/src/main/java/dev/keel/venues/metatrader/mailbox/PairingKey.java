package dev.keel.venues.metatrader.mailbox;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Keel and the Expert Advisor sign with. Never printed; for any number of threads. */
public final class PairingKey implements AutoCloseable {
    private static final int LENGTH = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private PairingKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PairingKey random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new PairingKey(bytes);
    }

    /**
     * Reads the 64 digits that people copy.
     *
     * @param digits not kept; the caller wipes them
     * @throws IllegalArgumentException if they are not 64 hexadecimal digits
     */
    public static PairingKey parse(char[] digits) {
        if (digits.length != 2 * LENGTH) {
            throw new IllegalArgumentException(
                    "pairingKey must be 64 hexadecimal digits, was " + digits.length + " long");
        }
        try {
            return new PairingKey(HexFormat.of().parseHex(CharBuffer.wrap(digits)));
        } catch (IllegalArgumentException e) {
            // Without the cause: it would carry a piece of the key.
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "pairingKey must be 64 hexadecimal digits, was something else");
    }

    /** The 64 digits, for the one time that they are shown; the caller wipes them. */
    public char[] digits() {
        return HexFormat.of().formatHex(bytes).toCharArray();
    }

    /** HMAC-SHA256 in lower-case hexadecimal digits. */
    public String sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " must be there in every Java", e);
        }
    }

    boolean signed(byte[] content, String mac) {
        return MessageDigest.isEqual(
                sign(content).getBytes(StandardCharsets.US_ASCII),
                mac.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "PairingKey";
    }
}
