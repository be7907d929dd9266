package dev.keel.signals.astro;

import dev.keel.signals.astro.bradley.BradleyTurn;
import dev.keel.signals.astro.bradley.BradleyTurns;
import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.EclipseKind;
import dev.keel.signals.astro.event.SkyCalendar;
import dev.keel.signals.astro.event.SkyEvent;
import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.ReversalRule;
import java.time.Duration;
import java.util.List;

/**
 * The dates that are given to the shared reversal rule, a year at a time and in good time.
 *
 * <pre>
 * what                                     weight  sigma in days
 * station of Mercury                       0.3     2
 * station of Venus, Mars                   0.5     4
 * station of Jupiter to Pluto              0.4     4
 * eclipse, total or annular; other         0.5; 0.3  2
 * Mars enters a sign; Jupiter to Pluto     0.2; 0.4  2
 * Sun at a multiple of 45 degrees          0.3     2
 * turn of the siderograph                  0.4 x min(1, prominence / 100)   4
 * </pre>
 *
 * <p>The weights beyond the stations' are Keel's own guesses.
 */
final class SkyDates {
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    /** The rule looks four sigmas ahead; sigma is four days, or a bar if that is longer. */
    private static final int SIGMAS = 4;

    private static final double LONGEST_SIGMA_DAYS = 4;
    private static final double CLEAR_PROMINENCE = 100;

    private final ReversalRule rule;
    private final double reachDays;
    private int nextYear;
    private double loadAt = Double.NEGATIVE_INFINITY;

    SkyDates(ReversalRule rule, long barMillis) {
        this.rule = rule;
        reachDays = SIGMAS * Math.max(LONGEST_SIGMA_DAYS, barMillis / MILLIS_PER_DAY) + 1;
    }

    /** Tells whether all dates that matter at a time are known. */
    boolean covers(double days) {
        return days - reachDays >= SkyTime.startOfYear(SkyCalendar.FIRST_YEAR)
                && days + reachDays <= SkyTime.startOfYear(SkyCalendar.LAST_YEAR + 1);
    }

    /** Makes sure that the rule knows all dates that matter at a time that is covered. */
    void moveTo(double days) {
        if (days < loadAt) {
            return;
        }
        if (nextYear == 0) {
            nextYear = SkyTime.year(days - reachDays);
        }
        int lastYear = Math.min(SkyTime.year(days + reachDays), SkyCalendar.LAST_YEAR);
        while (nextYear <= lastYear) {
            load(nextYear++);
        }
        loadAt =
                nextYear > SkyCalendar.LAST_YEAR
                        ? Double.POSITIVE_INFINITY
                        : SkyTime.startOfYear(nextYear) - reachDays;
    }

    private void load(int year) {
        List<SkyEvent> events = SkyCalendar.shared().year(year);
        EvidenceName eventName = index -> events.get(index).text();
        for (int i = 0; i < events.size(); i++) {
            SkyEvent event = events.get(i);
            double weight = weight(event);
            if (weight > 0) {
                add(event.days(), sigmaDays(event), weight, eventName, i);
            }
        }
        EvidenceName turnName = index -> "the siderograph turns";
        for (BradleyTurn turn : BradleyTurns.shared().year(year)) {
            double weight = 0.4 * Math.min(1, turn.prominence() / CLEAR_PROMINENCE);
            if (weight > 0) {
                add(turn.days(), 4, weight, turnName, 0);
            }
        }
    }

    private void add(double days, double sigmaDays, double weight, EvidenceName name, int index) {
        rule.addInstant(
                SkyTime.instant(days).toEpochMilli(),
                sigmaDays * MILLIS_PER_DAY,
                weight,
                name,
                index);
    }

    private static double sigmaDays(SkyEvent event) {
        return event instanceof SkyEvent.Station station && station.body() != Body.MERCURY ? 4 : 2;
    }

    /** The weight of an event; 0 if it is none of those that count. */
    static double weight(SkyEvent event) {
        return switch (event) {
            case SkyEvent.Station station -> stationWeight(station.body());
            case SkyEvent.Ingress ingress -> ingressWeight(ingress.body());
            case SkyEvent.Eclipse eclipse -> eclipseWeight(eclipse.kind());
            case SkyEvent.SolarDate date -> date.longitude() % 45 == 0 ? 0.3 : 0;
            case SkyEvent.Quarter _, SkyEvent.ExactAspect _ -> 0;
        };
    }

    private static double stationWeight(Body body) {
        if (body == Body.MERCURY) {
            return 0.3;
        }
        return body.compareTo(Body.MARS) <= 0 ? 0.5 : 0.4;
    }

    private static double ingressWeight(Body body) {
        if (body.compareTo(Body.MARS) < 0) {
            return 0;
        }
        return body == Body.MARS ? 0.2 : 0.4;
    }

    private static double eclipseWeight(EclipseKind kind) {
        return switch (kind) {
            case SOLAR_TOTAL, SOLAR_ANNULAR, LUNAR_TOTAL -> 0.5;
            case SOLAR_PARTIAL, LUNAR_PARTIAL, LUNAR_PENUMBRAL -> 0.3;
        };
    }
}
