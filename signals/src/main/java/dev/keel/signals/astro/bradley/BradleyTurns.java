package dev.keel.signals.astro.bradley;

import dev.keel.signals.astro.ephemeris.Ephemeris;
import dev.keel.signals.astro.ephemeris.SkyTime;
import dev.keel.signals.astro.event.SkyCalendar;
import dev.keel.signals.astro.event.YearCache;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns of the siderograph, year by year; each year is computed when it is first asked for and
 * then kept.
 *
 * <p>P is taken at noon of every day. A turn is a day whose P is above (below) that of the five
 * days on either side; of equal days the first. Its prominence is what it stands above the lowest
 * (below the highest) of the 30 days before or after it, whichever is less. Near the ends of the
 * table there are fewer days to look at.
 *
 * <p>Thread-safe, as {@link YearCache} is.
 */
public final class BradleyTurns {
    private static final int REACH_DAYS = 5;
    private static final int PROMINENCE_DAYS = 30;
    private static final double NOON = 0.5;

    private final YearCache<List<BradleyTurn>> years =
            new YearCache<>(SkyCalendar.FIRST_YEAR, SkyCalendar.LAST_YEAR);
    private final Ephemeris ephemeris;
    private final Siderograph siderograph;

    public BradleyTurns(Ephemeris ephemeris) {
        this.ephemeris = ephemeris;
        siderograph = new Siderograph(ephemeris, Siderograph.USUAL_FACTOR);
    }

    /** The turns with the usual factor over the one ephemeris. */
    public static BradleyTurns shared() {
        return Holder.SHARED;
    }

    /**
     * Returns the turns of a year in order of time.
     *
     * @throws IllegalArgumentException if the year is not 1900 to 2099
     */
    public List<BradleyTurn> year(int year) {
        return years.get(year, this::compute);
    }

    private List<BradleyTurn> compute(int year) {
        double first = SkyTime.startOfYear(year) + NOON;
        int days = (int) Math.round(SkyTime.startOfYear(year + 1) + NOON - first);
        double[] potential = new double[days + 2 * PROMINENCE_DAYS];
        for (int i = 0; i < potential.length; i++) {
            double day = first + i - PROMINENCE_DAYS;
            potential[i] = ephemeris.covers(day) ? siderograph.at(day).potential() : Double.NaN;
        }
        List<BradleyTurn> turns = new ArrayList<>();
        for (int i = PROMINENCE_DAYS; i < days + PROMINENCE_DAYS; i++) {
            double day = first + i - PROMINENCE_DAYS;
            if (isTop(potential, i, 1)) {
                turns.add(new BradleyTurn(day, BradleyTurn.Kind.TOP, prominence(potential, i, 1)));
            } else if (isTop(potential, i, -1)) {
                turns.add(
                        new BradleyTurn(
                                day, BradleyTurn.Kind.BOTTOM, prominence(potential, i, -1)));
            }
        }
        return List.copyOf(turns);
    }

    private static boolean isTop(double[] potential, int at, int sign) {
        for (int i = at - REACH_DAYS; i <= at + REACH_DAYS; i++) {
            double lead = sign * (potential[at] - potential[i]);
            // Days that are not known do not stand in the way.
            if (lead < 0 || (lead == 0 && i < at)) {
                return false;
            }
        }
        return true;
    }

    private static double prominence(double[] potential, int at, int sign) {
        return Math.min(
                lead(potential, at, at - PROMINENCE_DAYS, at, sign),
                lead(potential, at, at, at + PROMINENCE_DAYS, sign));
    }

    private static double lead(double[] potential, int at, int from, int to, int sign) {
        double most = 0;
        for (int i = from; i <= to; i++) {
            double lead = sign * (potential[at] - potential[i]);
            if (lead > most) {
                most = lead;
            }
        }
        return most;
    }

    /** Made when it is first needed. */
    private static final class Holder {
        static final BradleyTurns SHARED = new BradleyTurns(Ephemeris.shared());
    }
}
