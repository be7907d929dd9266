package dev.keel.signals.astro.event;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.ephemeris.ZodiacSign;
import java.time.Instant;

/** Something that happens at an instant. */
public sealed interface SkyEvent {
    /** Returns when, in the days of {@link SkyTime}. */
    double days();

    /** Returns when, to the millisecond. */
    default Instant at() {
        return SkyTime.instant(days());
    }

    /** Returns what happens, in words, such as {@code Mars turns retrograde}. */
    String text();

    /**
     * A planet stands still and turns.
     *
     * @param motion what it does from then on
     */
    record Station(double days, Body body, Motion motion, double longitude) implements SkyEvent {
        @Override
        public String text() {
            return body.label() + " turns " + motion.label();
        }
    }

    /** A body enters a sign. */
    record Ingress(double days, Body body, ZodiacSign sign, Motion motion) implements SkyEvent {
        @Override
        public String text() {
            String back = motion == Motion.RETROGRADE ? " going back" : "";
            return body.label() + " enters " + sign.label() + back;
        }
    }

    /** Two bodies are exactly an aspect's angle apart. */
    record ExactAspect(double days, Body first, Body second, AspectKind kind) implements SkyEvent {
        @Override
        public String text() {
            return first.label() + " " + kind.label() + " " + second.label();
        }
    }

    /** The Moon is new, full, or half between. */
    record Quarter(double days, LunarQuarter quarter) implements SkyEvent {
        @Override
        public String text() {
            return quarter.label();
        }
    }

    /** The Moon's shadow falls on the Earth, or the Earth's on the Moon; at its greatest. */
    record Eclipse(double days, EclipseKind kind) implements SkyEvent {
        @Override
        public String text() {
            return kind.label();
        }
    }

    /**
     * The Sun reaches a multiple of 15 degrees.
     *
     * @param longitude 0, the March equinox, to 345
     */
    record SolarDate(double days, int longitude) implements SkyEvent {
        @Override
        public String text() {
            return "Sun at " + longitude + " degrees";
        }
    }
}
