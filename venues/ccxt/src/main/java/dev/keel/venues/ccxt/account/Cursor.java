package dev.keel.venues.ccxt.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Up to where a history is read: {@code 1;MILLIS;MARK,MARK,...}.
 *
 * <p>All that the venue dates before the instant has been told, and can no longer appear: it lies
 * as far back as the venue may lag. What is dated later and has been told already is remembered by
 * its mark, so that the next reading, which begins at the same instant, tells it no second time.
 *
 * @param from where the next reading begins
 * @param told marks of what lies behind {@code from} and was told
 */
record Cursor(Instant from, NavigableSet<String> told) {
    private static final String VERSION = "1";
    private static final int MARK_BYTES = 9;

    Cursor {
        told = new TreeSet<>(told);
    }

    /** Where nothing has been told yet. */
    static Cursor beginning(Instant from) {
        return new Cursor(from, new TreeSet<>());
    }

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException if it is not one of this form
     */
    static Cursor parse(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException(
                    "cursor must be 1;MILLIS;MARKS, began '"
                            + text.substring(0, Math.min(text.length(), 20))
                            + "'");
        }
        NavigableSet<String> told = new TreeSet<>();
        Stream.of(parts[2].split(",")).filter(mark -> !mark.isEmpty()).forEach(told::add);
        return new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), told);
    }

    boolean isTold(String mark) {
        return told.contains(mark);
    }

    /** The mark of something, by what it is called at the venue. */
    static String mark(String kind, String symbol, String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (kind + '\n' + symbol + '\n' + id)
                                            .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, MARK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }

    @Override
    public String toString() {
        return VERSION + ";" + from.toEpochMilli() + ";" + String.join(",", told);
    }
}
