package dev.keel.signals.astro.bradley;

/**
 * A day at which the siderograph turns.
 *
 * @param days noon of that day, in the days of the ephemeris
 * @param kind whether it falls or rises from then on
 * @param prominence how far it stands out from the month before and after, whichever is less
 */
public record BradleyTurn(double days, Kind kind, double prominence) {
    /** Which way it turns; markets are not said to turn the same way. */
    public enum Kind {
        TOP,
        BOTTOM
    }
}
