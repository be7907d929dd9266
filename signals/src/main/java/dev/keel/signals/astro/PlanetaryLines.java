package dev.keel.signals.astro;

import dev.keel.signals.astro.ephemeris.Body;
import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.LevelRule;

/**
 * Price levels that move with the planets.
 *
 * <pre>
 * level = (longitude + 360 k / harmonic) x unit,   k = ..., -1, 0, 1, ...
 * unit  = 10^(floor(log10 price) - 2)
 * </pre>
 *
 * <p>The unit makes every price a number from 100 to below 1,000 degrees. Mirrored lines take 360 -
 * longitude. When the price passes a power of ten, all lines change.
 *
 * <p>Reference: W. D. Gann's "price equals degrees", as described in public articles; the unit is
 * Keel's choice.
 */
final class PlanetaryLines {
    private static final double CIRCLE = 360;
    private static final double HOURS_PER_DAY = 24;
    private static final double MAJOR = 0.6;
    private static final double MINOR = 0.3;
    private static final EvidenceName NAME = index -> "the line of " + Body.of(index).label();

    private final double barDays;

    /** Creates lines for bars of a length in days. */
    PlanetaryLines(double barDays) {
        this.barDays = barDays;
    }

    /**
     * Returns what a degree is worth in price.
     *
     * @param price above 0
     */
    static double unit(double price) {
        return Math.pow(10, Math.floor(Math.log10(price)) - 2);
    }

    /**
     * Returns the line of a longitude that lies at or next below a price.
     *
     * @param harmonic into how many parts the circle is divided, at least 1
     */
    static double below(double price, double longitude, double unit, int harmonic) {
        double spacing = CIRCLE / harmonic;
        return (longitude + spacing * Math.floor((price / unit - longitude) / spacing)) * unit;
    }

    /** Asks the rule about all lines of the planets and the Sun that the last bars came to. */
    void offer(LevelRule rule, SkyHour sky, double price, double hoursSince) {
        double unit = unit(price);
        double lowest = rule.lowestReached();
        double highest = rule.highestReached();
        for (int i = 0; i < Body.COUNT; i++) {
            Body body = Body.of(i);
            if (body == Body.MOON) {
                continue;
            }
            double now = sky.longitude(body) + sky.speed(body) * hoursSince / HOURS_PER_DAY;
            double slope = sky.speed(body) * barDays * unit;
            // A line that moved past the recent prices counts too.
            double margin = Math.abs(slope) * (LevelRule.MEMORY_BARS + 1);
            double weight = body.compareTo(Body.JUPITER) >= 0 ? MAJOR : MINOR;
            double level = below(highest + margin, now, unit, 1);
            while (level >= lowest - margin) {
                rule.offerLine(level, slope, weight, NAME, i);
                level -= CIRCLE * unit;
            }
        }
    }
}
