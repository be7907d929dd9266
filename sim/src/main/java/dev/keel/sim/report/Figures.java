package dev.keel.sim.report;

import dev.keel.core.performance.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them; rounded, so never to be computed with. */
public final class Figures {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double DAYS_PER_YEAR = 365.25;

    /** Below this, two decimals have no digit that says something. */
    private static final double SMALL_PERCENT = 0.01;

    /** Below this, a percentage is nothing to a person. */
    private static final double LEAST_PERCENT = 1e-5;

    private Figures() {}

    /** A metric's value in its unit, such as {@code 12.34 %} or {@code 3 d 4 h}. */
    public static String metric(Metric metric, double value) {
        return switch (metric.unit()) {
            case FRACTION -> percent(value);
            case RATIO -> ratio(value);
            case NUMBER -> grouped(value, 1);
            case COUNT -> grouped(value, 0);
            case MONEY -> money(BigDecimal.valueOf(value));
            case SECONDS -> duration(Duration.ofMillis(Math.round(value * 1e3)));
        };
    }

    /**
     * A fraction as per cent with two decimals; none where they say nothing, more where two do not.
     */
    public static String percent(double fraction) {
        double percent = fraction * 100;
        if (Math.abs(percent) < SMALL_PERCENT && Math.abs(percent) >= LEAST_PERCENT) {
            return new BigDecimal(percent).round(new MathContext(2)).toPlainString() + " %";
        }
        return grouped(percent, Math.abs(percent) < 10_000 ? 2 : 0) + " %";
    }

    /** An amount with two decimals; below one, with four significant digits. */
    public static String money(BigDecimal amount) {
        if (amount.signum() == 0 || amount.abs().compareTo(BigDecimal.ONE) >= 0) {
            return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
        }
        return amount.round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    /** A price or quantity with all its digits, at most eight decimals. */
    public static String exact(BigDecimal value) {
        BigDecimal shown = value.scale() > 8 ? value.setScale(8, RoundingMode.HALF_EVEN) : value;
        BigDecimal plain =
                shown.signum() == 0
                        ? BigDecimal.ZERO
                        : shown.stripTrailingZeros().scale() < 0
                                ? shown.setScale(0, RoundingMode.UNNECESSARY)
                                : shown.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }

    /** A time of the UTC day, without seconds where there are none. */
    public static String time(Instant time) {
        return (time.getEpochSecond() % MINUTE == 0 ? MINUTES : SECONDS).format(time);
    }

    /** A span in its two greatest units, such as {@code 2 y 35 d} or {@code 45 min}. */
    public static String duration(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return parts(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        if (seconds < DAY) {
            return parts(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
        }
        long days = seconds / DAY;
        if (days < DAYS_PER_YEAR) {
            return parts(days, "d", seconds % DAY / HOUR, "h");
        }
        long years = (long) (days / DAYS_PER_YEAR);
        return parts(years, "y", days - (long) (years * DAYS_PER_YEAR), "d");
    }

    private static String parts(long great, String greatUnit, long small, String smallUnit) {
        String text = great + " " + greatUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }

    private static String ratio(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return grouped(value, 0);
        }
        return grouped(value, size >= 0.1 || size == 0 ? 2 : 4);
    }

    private static String grouped(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        // A small negative number rounds to -0.00, which reads as a loss that is none.
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}
