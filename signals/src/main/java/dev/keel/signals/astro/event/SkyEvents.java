package dev.keel.signals.astro.event;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.ZodiacSign;
import dev.keel.signals.astro.event.SkyEvent.Eclipse;
import dev.keel.signals.astro.event.SkyEvent.ExactAspect;
import dev.keel.signals.astro.event.SkyEvent.Ingress;
import dev.keel.signals.astro.event.SkyEvent.Quarter;
import dev.keel.signals.astro.event.SkyEvent.SolarDate;
import dev.keel.signals.astro.event.SkyEvent.Station;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Computes the events between two times, in the days of {@link
 * dev.keel.signals.astro.ephemeris.SkyTime}; each list is in order of time.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the ephemeris does not cover the
 * interval. Immutable; nothing is remembered, {@link SkyCalendar} does that.
 */
public final class SkyEvents {
    private static final double DAY = 1;

    /** A retrograde loop, of Mercury the shortest, takes three weeks. */
    private static final double STATION_STEP = 4;

    private static final int[] SIGNS = multiples(30);
    private static final int[] SOLAR_DATES = multiples(15);
    private static final int[] QUARTERS = multiples(90);

    private final Ephemeris ephemeris;
    private final EclipseGeometry eclipses;

    public SkyEvents(Ephemeris ephemeris) {
        this.ephemeris = ephemeris;
        eclipses = new EclipseGeometry(ephemeris);
    }

    /** Finds when a planet stands still; none for the Sun and the Moon. */
    public List<Station> stations(Body body, double from, double to) {
        List<Station> found = new ArrayList<>();
        if (body.isPlanet()) {
            new Crossings(from, to, STATION_STEP)
                    .ofZero(
                            time -> ephemeris.speed(body, time),
                            days -> found.add(station(body, days)));
        }
        return found;
    }

    /** Finds when a body enters a sign. */
    public List<Ingress> ingresses(Body body, double from, double to) {
        List<Ingress> found = new ArrayList<>();
        longitudeCrossings(
                body,
                from,
                to,
                SIGNS,
                (days, border) -> {
                    Motion motion = Motion.of(ephemeris.speed(body, days));
                    // Going back, it enters the sign before the border.
                    double inside = motion == Motion.DIRECT ? border : border - ZodiacSign.WIDTH;
                    found.add(new Ingress(days, body, ZodiacSign.of(inside), motion));
                });
        return sorted(found);
    }

    /** Finds when the Sun reaches multiples of 15 degrees. */
    public List<SolarDate> solarDates(double from, double to) {
        List<SolarDate> found = new ArrayList<>();
        longitudeCrossings(
                Body.SUN,
                from,
                to,
                SOLAR_DATES,
                (days, longitude) -> found.add(new SolarDate(days, longitude)));
        return sorted(found);
    }

    /** Finds when two bodies form exactly one of the aspects. */
    public List<ExactAspect> aspects(
            Body first, Body second, List<AspectKind> kinds, double from, double to) {
        List<ExactAspect> found = new ArrayList<>();
        for (AspectKind kind : kinds) {
            elongationCrossings(
                    first,
                    second,
                    from,
                    to,
                    bothSides(kind.angle()),
                    (days, target) -> found.add(new ExactAspect(days, first, second, kind)));
        }
        return sorted(found);
    }

    /** Finds the four phases of the Moon. */
    public List<Quarter> quarters(double from, double to) {
        List<Quarter> found = new ArrayList<>();
        elongationCrossings(
                Body.MOON,
                Body.SUN,
                from,
                to,
                QUARTERS,
                (days, elongation) ->
                        found.add(new Quarter(days, LunarQuarter.of(elongation / 90))));
        return sorted(found);
    }

    /**
     * Finds eclipses, solar and lunar, by when they are greatest. Searched are the new and full
     * moons of the interval; the greatest eclipse lies within some minutes of them.
     */
    public List<Eclipse> eclipses(double from, double to) {
        List<Eclipse> found = new ArrayList<>();
        for (Quarter quarter : quarters(from, to)) {
            switch (quarter.quarter()) {
                case NEW -> eclipses.solar(quarter.days()).ifPresent(found::add);
                case FULL -> eclipses.lunar(quarter.days()).ifPresent(found::add);
                case FIRST, LAST -> {}
            }
        }
        return sorted(found);
    }

    /**
     * Finds the next time after the given one at which two bodies are in conjunction.
     *
     * @return empty if it is not before the table ends
     */
    public OptionalDouble nextConjunction(Body first, Body second, double after) {
        double from = after;
        while (from < ephemeris.lastDay()) {
            double to = Math.min(from + 400, ephemeris.lastDay());
            List<ExactAspect> found =
                    aspects(first, second, List.of(AspectKind.CONJUNCTION), from, to);
            if (!found.isEmpty()) {
                return OptionalDouble.of(found.getFirst().days());
            }
            from = to;
        }
        return OptionalDouble.empty();
    }

    private Station station(Body body, double days) {
        double later = Math.min(days + DAY, ephemeris.lastDay());
        return new Station(
                days,
                body,
                Motion.of(ephemeris.speed(body, later)),
                ephemeris.longitude(body, days));
    }

    private void longitudeCrossings(
            Body body, double from, double to, int[] targets, Crossings.Found found) {
        new Crossings(from, to, DAY)
                .ofAngles(
                        time -> ephemeris.longitude(body, time),
                        time -> ephemeris.speed(body, time),
                        targets,
                        found);
    }

    private void elongationCrossings(
            Body first, Body second, double from, double to, int[] targets, Crossings.Found found) {
        new Crossings(from, to, DAY)
                .ofAngles(
                        time ->
                                ephemeris.longitude(first, time)
                                        - ephemeris.longitude(second, time),
                        time -> ephemeris.speed(first, time) - ephemeris.speed(second, time),
                        targets,
                        found);
    }

    private static int[] bothSides(int angle) {
        return angle == 0 || angle == 180 ? new int[] {angle} : new int[] {angle, -angle};
    }

    private static int[] multiples(int angle) {
        return IntStream.range(0, 360 / angle).map(n -> n * angle).toArray();
    }

    private static <E extends SkyEvent> List<E> sorted(List<E> events) {
        events.sort(Comparator.comparingDouble(SkyEvent::days));
        return events;
    }
}
