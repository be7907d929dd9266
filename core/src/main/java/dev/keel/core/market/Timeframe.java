package dev.keel.core.market;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a bar: a whole number of seconds, minutes, hours, days or weeks.
 *
 * <p>Bars of a timeframe start at multiples of its length since 1970-01-01T00:00Z; weeks start on
 * Monday.
 */
public record Timeframe(Duration length) implements Comparable<Timeframe> {
    public static final Timeframe M1 = ofMinutes(1);
    public static final Timeframe M5 = ofMinutes(5);
    public static final Timeframe H1 = ofMinutes(60);
    public static final Timeframe D1 = ofMinutes(24 * 60);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([smhdw])|([MHDW])(\\d{1,6})");
    private static final Map<Character, Long> SECONDS =
            Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L, 'w', 604_800L);

    /** 1970-01-01 was a Thursday; the Monday before lies three days earlier. */
    private static final long WEEK_SHIFT_MILLIS = 3 * 86_400_000L;

    public Timeframe {
        if (length.toSeconds() <= 0 || length.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "timeframe must be whole seconds above 0, was " + length);
        }
    }

    public static Timeframe ofMinutes(int minutes) {
        return new Timeframe(Duration.ofMinutes(minutes));
    }

    /**
     * Parses {@code 1m}, {@code 4h}, {@code 1d}, {@code 1w} and the broker's spelling {@code M1},
     * {@code H4}, {@code D1}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Timeframe parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "timeframe must look like 1m, 4h, 1d or H4, was '" + text + "'");
        }
        boolean brokerStyle = matcher.group(3) != null;
        char unit = Character.toLowerCase(matcher.group(brokerStyle ? 3 : 2).charAt(0));
        long count = Long.parseLong(matcher.group(brokerStyle ? 4 : 1));
        return new Timeframe(
                Duration.ofSeconds(Math.multiplyExact(count, SECONDS.getOrDefault(unit, 0L))));
    }

    public long toMillis() {
        return length.toMillis();
    }

    /** The start of the bar that contains an instant, both in milliseconds since 1970. */
    public long startOfBar(long epochMillis) {
        long millis = toMillis();
        long shift = millis % (7 * 86_400_000L) == 0 ? WEEK_SHIFT_MILLIS : 0;
        return Math.floorDiv(epochMillis + shift, millis) * millis - shift;
    }

    @Override
    public int compareTo(Timeframe other) {
        return length.compareTo(other.length);
    }

    /** The shortest spelling, such as {@code 5m} or {@code 1d}. */
    @Override
    public String toString() {
        long seconds = length.toSeconds();
        for (char unit : new char[] {'w', 'd', 'h', 'm'}) {
            long perUnit = SECONDS.getOrDefault(unit, 1L);
            if (seconds % perUnit == 0) {
                return seconds / perUnit + String.valueOf(unit);
            }
        }
        return seconds + "s";
    }
}
