package dev.keel.signals.astro.event;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of the calendar years, each year computed when it is first asked for and then kept.
 *
 * <p>Thread-safe: a year that two threads ask for at once is computed twice, with the same result.
 */
public final class SkyCalendar {
    /** The first and last year of the table. */
    public static final int FIRST_YEAR = 1900;

    public static final int LAST_YEAR = 2099;

    private final YearCache<List<SkyEvent>> years = new YearCache<>(FIRST_YEAR, LAST_YEAR);
    private final SkyEvents events;

    public SkyCalendar(Ephemeris ephemeris) {
        events = new SkyEvents(ephemeris);
    }

    /** The one calendar over the one ephemeris. */
    public static SkyCalendar shared() {
        return Holder.SHARED;
    }

    /**
     * Returns stations, ingresses (but the Moon's), quarters, eclipses and solar dates of a year,
     * in order of time.
     *
     * @throws IllegalArgumentException if the year is not 1900 to 2099
     */
    public List<SkyEvent> year(int year) {
        return years.get(year, this::compute);
    }

    private List<SkyEvent> compute(int year) {
        double from = SkyTime.startOfYear(year);
        double to = SkyTime.startOfYear(year + 1);
        List<SkyEvent> found = new ArrayList<>();
        for (Body body : Body.values()) {
            found.addAll(events.stations(body, from, to));
            if (body != Body.MOON) {
                found.addAll(events.ingresses(body, from, to));
            }
        }
        found.addAll(events.quarters(from, to));
        found.addAll(events.eclipses(from, to));
        found.addAll(events.solarDates(from, to));
        found.sort(Comparator.comparingDouble(SkyEvent::days));
        return List.copyOf(found);
    }

    /** Made when it is first needed. */
    private static final class Holder {
        static final SkyCalendar SHARED = new SkyCalendar(Ephemeris.shared());
    }
}
