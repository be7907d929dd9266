package dev.keel.signals.gann;

/**
 * Gann's division of anything whole into eighths and thirds, and what each line weighs.
 *
 * <p>The whole weighs 1, as does the half; 1/4 and 3/4 weigh 0.8, 1/3 and 2/3 0.7, 3/8 and 5/8 0.6,
 * 1/8 and 7/8 0.3. Lines repeat beyond the whole, in both directions.
 */
public final class Fractions {
    /** How many lines there are from one whole to the next, the first of them included. */
    public static final int LINES = 10;

    private static final double[] PARTS = {
        0, 1 / 8.0, 2 / 8.0, 1 / 3.0, 3 / 8.0, 4 / 8.0, 5 / 8.0, 2 / 3.0, 6 / 8.0, 7 / 8.0
    };
    private static final double[] WEIGHTS = {1, 0.3, 0.8, 0.7, 0.6, 1, 0.6, 0.7, 0.8, 0.3};
    private static final String[] NAMES = {
        "0", "1/8", "1/4", "1/3", "3/8", "1/2", "5/8", "2/3", "3/4", "7/8"
    };

    private Fractions() {}

    /**
     * Where a line lies, in wholes.
     *
     * @param line 0 for the base, 10 for one whole on, -10 for one whole back
     */
    public static double at(int line) {
        return Math.floorDiv(line, LINES) + PARTS[Math.floorMod(line, LINES)];
    }

    /** What a line weighs, 0.3 to 1. */
    public static double weight(int line) {
        return WEIGHTS[Math.floorMod(line, LINES)];
    }

    /** Such as {@code 3/8} or {@code 1 + 1/2}. */
    public static String name(int line) {
        int whole = Math.floorDiv(line, LINES);
        int part = Math.floorMod(line, LINES);
        if (whole == 0) {
            return NAMES[part];
        }
        return part == 0 ? String.valueOf(whole) : whole + " + " + NAMES[part];
    }

    /** The last line at or below a position in wholes. */
    public static int lineBelow(double position) {
        double whole = Math.floor(position);
        int line = 0;
        while (line + 1 < LINES && PARTS[line + 1] <= position - whole) {
            line++;
        }
        return ((int) whole) * LINES + line;
    }
}
