package dev.keel.sim.market;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads ISO-8601 timestamps into milliseconds since 1970: {@code 2024-01-31T23:59:00Z} and {@code
 * ...00.123Z} quickly, what else {@link Instant#parse} understands through it.
 */
final class TimestampField {
    static final long NONE = Long.MIN_VALUE;
    static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private static final int SECONDS_FORM = "2024-01-31T23:59:00Z".length();
    private static final int MILLIS_FORM = "2024-01-31T23:59:00.123Z".length();
    private static final long MILLIS_PER_DAY = 86_400_000L;

    /**
     * The date read last, as year x 10000 + month x 100 + day: most lines repeat the date of the
     * line before.
     */
    private int knownDate = -1;

    private long knownDateMillis;

    /**
     * Reads the whole field; {@link #NONE} unless it is a whole millisecond in the years 0 to 9999.
     */
    long read(byte[] bytes, int from, int to) {
        int length = to - from;
        if ((length == SECONDS_FORM || length == MILLIS_FORM) && bytes[to - 1] == 'Z') {
            long millis = readFixed(bytes, from, length == MILLIS_FORM);
            if (millis != NONE) {
                return millis;
            }
        }
        return readAny(new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    private long readFixed(byte[] bytes, int from, boolean withMillis) {
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int second = digits(bytes, from + 17, 2);
        int milli = withMillis ? digits(bytes, from + 20, 3) : 0;
        boolean allDigits = (year | month | day | hour | minute | second | milli) >= 0;
        boolean inRange = hour < 24 && minute < 60 && second < 60;
        if (!allDigits
                || !inRange
                || !separated(bytes, from, withMillis)
                || !findDate(year, month, day)) {
            return NONE;
        }
        return knownDateMillis + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
    }

    private static boolean separated(byte[] bytes, int from, boolean withMillis) {
        return bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && bytes[from + 10] == 'T'
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':'
                && (!withMillis || bytes[from + 19] == '.');
    }

    private boolean findDate(int year, int month, int day) {
        int date = year * 10_000 + month * 100 + day;
        if (date == knownDate) {
            return true;
        }
        try {
            knownDateMillis = LocalDate.of(year, month, day).toEpochDay() * MILLIS_PER_DAY;
            knownDate = date;
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static long readAny(String text) {
        try {
            Instant instant = Instant.parse(text);
            long millis = instant.toEpochMilli();
            boolean whole = instant.equals(Instant.ofEpochMilli(millis));
            return whole && millis >= EARLIEST && millis <= LATEST ? millis : NONE;
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    /** The number of so many digits; negative if there is anything else. */
    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
