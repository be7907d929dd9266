package dev.keel.sim.data;

import dev.keel.sim.market.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which content a file has: two files of the same key hold the same bytes.
 *
 * @param name of the file, without its folder; for people
 * @param size in bytes
 * @param sha256 64 hexadecimal digits, lower case
 */
public record SourceKey(String name, long size, String sha256) {
    private static final int DIGITS = 64;
    private static final int CHUNK = 1 << 18;

    public SourceKey {
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative, was " + size);
        }
        if (sha256.length() != DIGITS) {
            throw new IllegalArgumentException(
                    "sha256 must have " + DIGITS + " digits, was '" + sha256 + "'");
        }
    }

    /**
     * Reads a file and makes its key.
     *
     * @throws MarketDataException if it cannot be read
     */
    public static SourceKey of(Path file) {
        String name = String.valueOf(file.getFileName());
        MessageDigest digest = newDigest();
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            int count;
            while ((count = in.read(chunk)) > 0) {
                digest.update(chunk, 0, count);
                size += count;
            }
        } catch (IOException e) {
            throw MarketDataException.inFile(
                    file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        return new SourceKey(name, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Whether both stand for the same bytes, whatever the files are called. */
    public boolean isSameContent(SourceKey other) {
        return size == other.size && sha256.equals(other.sha256);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
