package dev.keel.venues.fix.order;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Numbers and times as FIX writes them. What cannot be read is empty, never guessed. */
public final class Numbers {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("nnnnnnnnn", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int LONGEST = 40;
    private static final int MAX_SCALE = 18;

    private Numbers() {}

    /** An exact number of at most 18 decimals, without exponent. */
    public static Optional<BigDecimal> decimal(String text) {
        if (text.length() > LONGEST || !text.matches("-?[0-9]+(\\.[0-9]*)?|-?\\.[0-9]+")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() > MAX_SCALE ? Optional.empty() : Optional.of(number);
    }

    public static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * A time as it goes over the wire.
     *
     * @param decimals of a second, 0 to 9
     */
    public static String time(Instant at, int decimals) {
        LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        if (decimals == 0) {
            return SECONDS.format(local);
        }
        return SECONDS.format(local) + "." + NANOS.format(local).substring(0, decimals);
    }

    /** A time such as {@code 20260102-03:04:05.678}. */
    public static Optional<Instant> time(String text) {
        try {
            int dot = text.indexOf('.');
            String whole = dot < 0 ? text : text.substring(0, dot);
            // A leap second has no place on our clock; the last second of its day has.
            LocalDateTime local = LocalDateTime.parse(whole.replaceFirst(":60$", ":59"), SECONDS);
            String part = dot < 0 ? "" : text.substring(dot + 1);
            if (!part.matches("[0-9]{0,9}")) {
                return Optional.empty();
            }
            long nanos = Long.parseLong((part + "000000000").substring(0, 9));
            return Optional.of(local.toInstant(ZoneOffset.UTC).plusNanos(nanos));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public static String day(Instant at) {
        return DAY.format(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }
}
