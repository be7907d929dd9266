package dev.keel.sim.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a market is open, by the hours of a week in UTC, and on which days it is not.
 *
 * <p>A derived one calls an hour of the week open if bars open in it in at least three quarters of
 * the weeks, closed if in fewer than a twentieth, and now and then in between: nothing is said to
 * be missing there. Bars of a day or longer know only days. Of less than three weeks no hour can be
 * judged alone, and Monday to Friday are judged together.
 *
 * <p>Reference: there is none; the shares are a choice, made so that the change to summer time,
 * which moves the hours of some markets for a part of the year, is no fault of the data.
 */
public final class TradingCalendar {
    private static final int HOURS = 24;
    private static final int SLOTS = 7 * HOURS;
    private static final long HOUR = 3_600_000L;
    private static final long DAY = HOURS * HOUR;
    private static final int WEEKDAYS = 5;
    private static final int JUDGEABLE_WEEKS = 3;

    private final String name;
    private final BitSet open;
    private final BitSet sometimes;
    private final Set<LocalDate> holidays;

    private TradingCalendar(String name, BitSet open, BitSet sometimes, Set<LocalDate> holidays) {
        this.name = name;
        this.open = open;
        this.sometimes = sometimes;
        this.holidays = new TreeSet<>(holidays);
    }

    /** What is said of a time. */
    public enum Opening {
        OPEN,
        SOMETIMES,
        CLOSED
    }

    /** A market that never closes. */
    public static TradingCalendar always() {
        BitSet open = new BitSet(SLOTS);
        open.set(0, SLOTS);
        return new TradingCalendar("24x7", open, new BitSet(SLOTS), Set.of());
    }

    /** A market that is open from Monday to Friday, by UTC. */
    public static TradingCalendar weekdays() {
        BitSet open = new BitSet(SLOTS);
        open.set(0, WEEKDAYS * HOURS);
        return new TradingCalendar("weekdays", open, new BitSet(SLOTS), Set.of());
    }

    /**
     * Derives when a market is open from when its bars are there.
     *
     * @param openMillis of the bars, rising
     * @param timeframeMillis the length of a bar
     */
    public static TradingCalendar derived(long[] openMillis, long timeframeMillis) {
        if (openMillis.length == 0) {
            return always();
        }
        boolean daily = timeframeMillis >= DAY;
        int[] seen = new int[SLOTS];
        long lastHour = Long.MIN_VALUE;
        for (long millis : openMillis) {
            long hour = Math.floorDiv(millis, HOUR);
            if (hour != lastHour) {
                lastHour = hour;
                seen[slot(millis)]++;
            }
        }
        long span = openMillis[openMillis.length - 1] - openMillis[0] + timeframeMillis;
        double weeks = span / (7.0 * DAY);
        double[] share = shares(seen, openMillis, timeframeMillis, daily, weeks);
        BitSet open = new BitSet(SLOTS);
        BitSet sometimes = new BitSet(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            open.set(slot, share[slot] >= 0.75);
            sometimes.set(slot, share[slot] >= 0.05 && share[slot] < 0.75);
        }
        return new TradingCalendar("derived", open, sometimes, Set.of());
    }

    /** The same market, which is closed on some days besides. */
    public TradingCalendar withHolidays(Set<LocalDate> days) {
        return new TradingCalendar(name, open, sometimes, days);
    }

    /** For people: where it comes from. */
    public String name() {
        return holidays.isEmpty() ? name : name + " with " + holidays.size() + " holidays";
    }

    /** Whether the market never closes. */
    public boolean isAlwaysOpen() {
        return open.cardinality() == SLOTS && holidays.isEmpty();
    }

    /** How many hours of a week the market is open. */
    public int openHours() {
        return open.cardinality();
    }

    /** Whether the market is open at a time in milliseconds since 1970. */
    public Opening at(long millis) {
        if (!holidays.isEmpty() && holidays.contains(date(millis))) {
            return Opening.CLOSED;
        }
        int slot = slot(millis);
        if (open.get(slot)) {
            return Opening.OPEN;
        }
        return sometimes.get(slot) ? Opening.SOMETIMES : Opening.CLOSED;
    }

    static LocalDate date(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    /** In how large a share of the weeks a slot has a bar. */
    private static double[] shares(
            int[] seen, long[] openMillis, long timeframeMillis, boolean daily, double weeks) {
        double[] share = new double[SLOTS];
        long end = openMillis[openMillis.length - 1] + timeframeMillis;
        int[] possible = possible(openMillis[0], end);
        boolean pooled = weeks < JUDGEABLE_WEEKS;
        for (int slot = 0; slot < SLOTS; slot++) {
            int day = slot / HOURS;
            int there = 0;
            int could = 0;
            int firstDay = pooled && day < WEEKDAYS ? 0 : day;
            int lastDay = pooled && day < WEEKDAYS ? WEEKDAYS - 1 : day;
            for (int d = firstDay; d <= lastDay; d++) {
                there += daily ? dayCount(seen, d) : seen[d * HOURS + slot % HOURS];
                could += daily ? possible[d * HOURS] : possible[d * HOURS + slot % HOURS];
            }
            share[slot] = could == 0 ? 0 : Math.min(1, there / (double) could);
        }
        return share;
    }

    private static int dayCount(int[] seen, int day) {
        int count = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            count += seen[day * HOURS + hour];
        }
        return count;
    }

    /** How often each hour of the week lies in a span, begun ones included. */
    private static int[] possible(long from, long to) {
        int[] possible = new int[SLOTS];
        long firstHour = Math.floorDiv(from, HOUR);
        long hours = Math.max(1, Math.floorDiv(to - 1, HOUR) - firstHour + 1);
        long whole = hours / SLOTS;
        Arrays.fill(possible, (int) whole);
        for (long hour = firstHour; hour < firstHour + hours % SLOTS; hour++) {
            possible[slot(hour * HOUR)]++;
        }
        return possible;
    }

    /** The hour of the week, Monday 00:00 UTC is 0. 1970-01-01 was a Thursday. */
    private static int slot(long millis) {
        return (int) Math.floorMod(Math.floorDiv(millis, HOUR) + 3 * HOURS, (long) SLOTS);
    }
}
