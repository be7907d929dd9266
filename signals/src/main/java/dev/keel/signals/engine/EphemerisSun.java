package dev.keel.signals.engine;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.SkyCalendar;
import dev.keel.signals.astro.event.SkyEvent.SolarDate;
import dev.keel.signals.astro.event.SkyEvents;
import dev.keel.signals.astro.event.YearCache;
import dev.keel.signals.gann.SolarCalendar;
import dev.keel.signals.gann.TimeCycles;
import java.time.Instant;
import java.util.List;

/**
 * The Sun of the ephemeris, for dates that are counted by it: Gann's package and that of the sky do
 * not know each other. The table is read when it is first asked.
 */
final class EphemerisSun implements SolarCalendar {
    private final YearCache<List<Instant>> years =
            new YearCache<>(SkyCalendar.FIRST_YEAR, SkyCalendar.LAST_YEAR);

    @Override
    public boolean covers(long epochMillis) {
        return Ephemeris.shared().covers(SkyTime.days(epochMillis));
    }

    @Override
    public double longitude(long epochMillis) {
        return Ephemeris.shared().longitude(Body.SUN, SkyTime.days(epochMillis));
    }

    @Override
    public List<Instant> seasonalDates(int year) {
        boolean covered = year >= SkyCalendar.FIRST_YEAR && year <= SkyCalendar.LAST_YEAR;
        return covered ? years.get(year, EphemerisSun::compute) : List.of();
    }

    private static List<Instant> compute(int year) {
        return new SkyEvents(Ephemeris.shared())
                .solarDates(SkyTime.startOfYear(year), SkyTime.startOfYear(year + 1)).stream()
                        .filter(date -> TimeCycles.SEASONS.contains(date.longitude()))
                        .map(SolarDate::at)
                        .toList();
    }
}
