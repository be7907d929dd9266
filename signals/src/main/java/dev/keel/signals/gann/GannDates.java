package dev.keel.signals.gann;

import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.ReversalRule;
import dev.keel.signals.swing.Pivot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The dates that follow from a major pivot, handed to the one rule of dates as soon as the pivot is
 * confirmed.
 *
 * <p>Bars are counted on every timeframe; calendar days, anniversaries and degrees of the Sun on
 * bars of a day or more, where their windows are not wider than the move they might end.
 */
final class GannDates {
    private static final long DAY_MILLIS = 86_400_000;

    /** A single date does not wake the rule, a few that meet do. */
    private static final double BASE_WEIGHT = 0.2;

    private static final double SQUARE_WEIGHT = 0.15;
    private static final double SEASON_WEIGHT = 0.3;
    private static final double UNIT_PER_RANGE = 0.5;

    /** The rule looks four sigmas ahead. */
    private static final int SIGMAS = 4;

    /** More than the Sun needs for a whole circle. */
    private static final long CIRCLE_MILLIS = 380 * DAY_MILLIS;

    private static final int LONGEST_ANNIVERSARY = 10;
    private static final long ANNIVERSARY_SIGMA = 2 * DAY_MILLIS;
    private static final EvidenceName BARS = count -> count + " bars after a pivot";
    private static final EvidenceName DAYS = count -> count + " calendar days after a pivot";
    private static final EvidenceName DEGREES =
            count -> count + " degrees of the Sun after a pivot";
    private static final EvidenceName YEARS = count -> count + " years after a pivot";
    private static final EvidenceName SQUARES =
            index -> "time squares the last range times " + PriceTime.factor(index);
    private static final EvidenceName SEASONS = _ -> "seasonal date";

    private final ReversalRule rule;
    private final boolean calendar;
    private final Optional<SolarCalendar> sun;
    private final long reachMillis;

    /** The next year whose seasonal dates the rule does not know; 0 before the first bar. */
    private int nextYear;

    private long loadAt = Long.MIN_VALUE;

    GannDates(ReversalRule rule, long barMillis, Optional<SolarCalendar> sun) {
        this.rule = rule;
        this.calendar = barMillis >= DAY_MILLIS;
        this.sun = sun;
        this.reachMillis = SIGMAS * Math.max(ANNIVERSARY_SIGMA, barMillis) + barMillis;
    }

    /** Makes sure that the rule knows the seasonal dates that matter to a bar. */
    void moveTo(long openMillis) {
        if (calendar && sun.isPresent() && openMillis >= loadAt) {
            load(openMillis, sun.get());
        }
    }

    private void load(long openMillis, SolarCalendar known) {
        if (nextYear == 0) {
            nextYear = year(openMillis - reachMillis);
        }
        int last = year(openMillis + reachMillis);
        while (nextYear <= last) {
            for (Instant season : known.seasonalDates(nextYear)) {
                rule.addInstant(
                        season.toEpochMilli(), ANNIVERSARY_SIGMA, SEASON_WEIGHT, SEASONS, 0);
            }
            nextYear++;
        }
        loadAt = startOf(nextYear) - reachMillis;
    }

    private static int year(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC).getYear();
    }

    private static long startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    void onPivot(Pivot pivot) {
        int ways = waysToCount(pivot);
        for (int count : TimeCycles.COUNTS) {
            double sigma = ReversalRule.sigmaBars(count);
            double weight = BASE_WEIGHT / ways * TimeCycles.weight(count);
            rule.addBar((double) pivot.bar() + count, sigma, weight, BARS, count);
            if (calendar) {
                addDays(pivot, count, sigma * DAY_MILLIS, weight);
            }
        }
        if (calendar) {
            addYears(pivot);
        }
    }

    /** Bars, days and degrees count nearly the same thing: together they weigh as much as one. */
    private int waysToCount(Pivot pivot) {
        int dayWays = sunIsKnownAfter(pivot) ? 2 : 1;
        return calendar ? 1 + dayWays : 1;
    }

    private boolean sunIsKnownAfter(Pivot pivot) {
        long from = pivot.openMillis();
        return sun.filter(known -> known.covers(from) && known.covers(from + CIRCLE_MILLIS))
                .isPresent();
    }

    /** Adds the dates that square the range between two pivots with time. */
    void onRange(Pivot pivot, Pivot before) {
        double range = Math.abs(pivot.price() - before.price());
        double bars = range / (UNIT_PER_RANGE * pivot.averageTrueRange());
        for (int i = 0; i < PriceTime.FACTOR_COUNT; i++) {
            double span = bars * PriceTime.factor(i);
            if (span >= 1) {
                rule.addBar(
                        (double) pivot.bar() + span,
                        ReversalRule.sigmaBars(span),
                        SQUARE_WEIGHT,
                        SQUARES,
                        i);
            }
        }
    }

    private void addDays(Pivot pivot, int count, double sigmaMillis, double weight) {
        long day = TimeCycles.afterDays(pivot.openMillis(), count);
        rule.addInstant(day, sigmaMillis, weight, DAYS, count);
        if (sunIsKnownAfter(pivot)) {
            long at = TimeCycles.afterSolarDegrees(pivot.openMillis(), count, sun.get()::longitude);
            rule.addInstant(at, sigmaMillis, weight, DEGREES, count);
        }
    }

    private void addYears(Pivot pivot) {
        for (int years : TimeCycles.YEARS) {
            if (years <= LONGEST_ANNIVERSARY) {
                long at = TimeCycles.afterYears(pivot.openMillis(), years);
                rule.addInstant(at, ANNIVERSARY_SIGMA, BASE_WEIGHT, YEARS, years);
            }
        }
    }
}
