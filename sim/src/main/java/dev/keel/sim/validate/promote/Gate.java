package dev.keel.sim.validate.promote;

/**
 * One question a strategy must answer before it is trusted.
 *
 * @param key its name in JSON, lower camel case
 * @param title its name for people
 * @param outcome whether it was passed
 * @param value the figure that decided; NaN if there is none
 * @param measured what was found, for people
 * @param needed what it had to be, for people
 */
public record Gate(
        String key, String title, Outcome outcome, double value, String measured, String needed) {

    /** What came of a gate. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** It is reported and decides nothing. */
        REPORTED,
        /** The strategy has nothing to which the question applies. */
        NOT_APPLICABLE
    }

    static Gate of(
            String key,
            String title,
            boolean passed,
            double value,
            String measured,
            String needed) {
        return new Gate(
                key, title, passed ? Outcome.PASSED : Outcome.FAILED, value, measured, needed);
    }
}
