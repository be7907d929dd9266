package dev.keel.signals.gann;

import dev.keel.signals.expert.EvidenceName;
import dev.keel.signals.expert.LevelRule;
import dev.keel.signals.swing.Pivot;
import dev.keel.signals.swing.PivotTracker;
import java.util.Arrays;

/**
 * The levels that rest between two pivots, in order, so that a bar only looks at those within its
 * reach.
 *
 * <p>They are computed anew when a pivot is confirmed: from the square of nine, the hexagon, the
 * square of 144, the box of the last two pivots and its vibrations, the octave, and the extremes
 * since the first bar.
 */
final class GannLevels implements EvidenceName {
    private static final int MOST = 160;

    /** A level's key is its bits with the last ones replaced by its number: a relative 6e-14. */
    private static final long NUMBER_MASK = 0xff;

    private static final int NINE_STEPS = 16;
    private static final int HEXAGON_STEPS = 6;
    private static final int VIBRATIONS = 6;
    private static final int SQUARE = 144;
    private static final double UNIT_PER_RANGE = 0.5;

    private final PriceScale scale;
    private final long[] keys = new long[MOST];
    private final double[] levels = new double[MOST];
    private final double[] weights = new double[MOST];
    private final Family[] families = new Family[MOST];
    private final int[] steps = new int[MOST];
    private int size;

    GannLevels(PriceScale scale) {
        this.scale = scale;
    }

    /** Computes all levels anew. */
    void rebuild(PivotTracker tracker, double highest, double lowest) {
        size = 0;
        Pivot pivot = tracker.pivot(0);
        double unit = scale.unit(pivot.price());
        addSquareOfNine(pivot.price() / unit, unit);
        addHexagon(pivot.price() / unit, unit);
        addOctave(pivot.price() / unit, unit);
        NaturalSquare square =
                new NaturalSquare(
                        SQUARE,
                        (double) pivot.bar(),
                        pivot.price(),
                        UNIT_PER_RANGE * pivot.averageTrueRange());
        for (int line = -Fractions.LINES; line <= Fractions.LINES; line++) {
            // A grid as wide as the range is high counts for less than the box itself.
            add(square.level(line), Fractions.weight(line) / 2, Family.SQUARE, line);
        }
        if (tracker.size() > 1) {
            addRange(pivot, tracker.pivot(1));
        }
        add(NaturalLevels.halfOfHigh(highest), 1, Family.EXTREME, 0);
        for (int multiple = 1; multiple <= 3; multiple++) {
            double level = NaturalLevels.multipleOfLow(lowest, multiple);
            add(level, 0.6, Family.EXTREME, multiple);
        }
        Arrays.sort(keys, 0, size);
    }

    private void addSquareOfNine(double price, double unit) {
        for (int step = -NINE_STEPS; step <= NINE_STEPS; step++) {
            double degrees = 45.0 * step;
            if (step != 0) {
                double level = SquareOfNine.level(price, degrees) * unit;
                add(level, SquareOfNine.weight(degrees), Family.NINE, step);
            }
        }
    }

    private void addHexagon(double price, double unit) {
        for (int step = -HEXAGON_STEPS; step <= HEXAGON_STEPS; step++) {
            double degrees = 60.0 * step;
            if (step != 0) {
                double level = Hexagon.level(price, degrees) * unit;
                add(level, Hexagon.weight(degrees), Family.HEXAGON, step);
            }
        }
    }

    private void addOctave(double price, double unit) {
        for (int eighth = 0; eighth <= 8; eighth++) {
            double level = NaturalLevels.octave(price, eighth) * unit;
            add(level, Fractions.weight(octaveLine(eighth)) / 2, Family.OCTAVE, eighth);
        }
    }

    private static int octaveLine(int eighth) {
        return Fractions.lineBelow(eighth / 8.0);
    }

    private void addRange(Pivot pivot, Pivot before) {
        double low = Math.min(pivot.price(), before.price());
        double high = Math.max(pivot.price(), before.price());
        if (!(low < high)) {
            return;
        }
        GannBox box = new GannBox(low, high, (double) before.bar(), (double) pivot.bar());
        for (int line = 0; line <= Fractions.LINES; line++) {
            add(box.level(line), Fractions.weight(line), Family.BOX, line);
        }
        for (int halves = -VIBRATIONS; halves <= VIBRATIONS; halves++) {
            double level = NaturalLevels.vibration(pivot.price(), high - low, halves);
            add(level, halves % 2 == 0 ? 0.6 : 0.3, Family.VIBRATION, halves);
        }
    }

    private void add(double level, double weight, Family family, int step) {
        if (!(level > 0)) {
            return;
        }
        levels[size] = level;
        weights[size] = weight;
        families[size] = family;
        steps[size] = step;
        keys[size] = (Double.doubleToRawLongBits(level) & ~NUMBER_MASK) | size;
        size++;
    }

    int size() {
        return size;
    }

    /** Asks the rule about every level within its reach. */
    void offerTo(LevelRule rule) {
        double lowest = rule.lowestReached();
        double highest = rule.highestReached();
        if (lowest > highest) {
            return;
        }
        // A price may reach below 0 by its range; levels do not.
        long floor = Double.doubleToRawLongBits(Math.max(0, lowest)) & ~NUMBER_MASK;
        int place = Arrays.binarySearch(keys, 0, size, floor);
        for (int i = place < 0 ? -place - 1 : place; i < size; i++) {
            int number = (int) (keys[i] & NUMBER_MASK);
            if (levels[number] > highest) {
                return;
            }
            rule.offer(levels[number], weights[number], this, number);
        }
    }

    @Override
    public String of(int number) {
        int step = steps[number];
        return switch (families[number]) {
            case NINE -> "square of nine " + signed(45 * step) + " degrees";
            case HEXAGON -> "hexagon " + signed(60 * step) + " degrees";
            case SQUARE -> "square of 144 line " + Fractions.name(step);
            case BOX -> "box line " + Fractions.name(step);
            case VIBRATION -> "vibration " + signed(step) + " half swings";
            case OCTAVE -> "octave line " + step + "/8";
            case EXTREME ->
                    step == 0 ? "half of the highest high" : "lowest low plus " + 100 * step + " %";
        };
    }

    private static String signed(int number) {
        return number > 0 ? "+" + number : String.valueOf(number);
    }

    private enum Family {
        NINE,
        HEXAGON,
        SQUARE,
        BOX,
        VIBRATION,
        OCTAVE,
        EXTREME
    }
}
