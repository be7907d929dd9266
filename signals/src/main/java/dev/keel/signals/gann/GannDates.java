package dev.keel.signals.gann;

import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.ReversalRule;
import dev.keel.signals.swing.Pivot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

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
    private final Optional<LongToDoubleFunction> sun;

    GannDates(
            ReversalRule rule,
            long barMillis,
            Optional<LongToDoubleFunction> sun,
            List<Instant> seasons) {
        this.rule = rule;
        this.calendar = barMillis >= DAY_MILLIS;
        this.sun = sun;
        if (calendar) {
            for (Instant season : seasons) {
                rule.addInstant(
                        season.toEpochMilli(), ANNIVERSARY_SIGMA, SEASON_WEIGHT, SEASONS, 0);
            }
        }
    }

    void onPivot(Pivot pivot) {
        for (int count : TimeCycles.COUNTS) {
            double sigma = ReversalRule.sigmaBars(count);
            double weight = BASE_WEIGHT / waysToCount() * TimeCycles.weight(count);
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
    private int waysToCount() {
        int dayWays = sun.isPresent() ? 2 : 1;
        return calendar ? 1 + dayWays : 1;
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
        if (sun.isPresent()) {
            long at = TimeCycles.afterSolarDegrees(pivot.openMillis(), count, sun.get());
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
