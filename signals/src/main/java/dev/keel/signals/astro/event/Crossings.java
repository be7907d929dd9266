package dev.keel.signals.astro.event;

import dev.keel.signals.astro.ephemeris.Angles;
import dev.keel.signals.astro.ephemeris.RootFinder;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds when quantities cross given values.
 *
 * <p>An angle may turn between two looks: the step is then cut where its slope vanishes, so that a
 * crossing there and back within one step is found twice, as it must be.
 */
final class Crossings {
    /** Further away, a change of sign is the far side of the circle. */
    private static final double NEAR = 90;

    private final double from;
    private final double to;
    private final double step;

    /**
     * Creates a search.
     *
     * @param step days; the slope must not vanish twice within it
     */
    Crossings(double from, double to, double step) {
        this.from = from;
        this.to = to;
        this.step = step;
    }

    /** Finds the zeros of a quantity that has at most one within a step. */
    void ofZero(DoubleUnaryOperator quantity, DoubleConsumer found) {
        double start = from;
        double atStart = quantity.applyAsDouble(start);
        while (start < to) {
            double end = Math.min(start + step, to);
            double atEnd = quantity.applyAsDouble(end);
            if (RootFinder.brackets(atStart, atEnd)) {
                found.accept(RootFinder.find(quantity, start, end));
            }
            start = end;
            atStart = atEnd;
        }
    }

    /** Finds when an angle equals one of several. */
    void ofAngles(
            DoubleUnaryOperator angle, DoubleUnaryOperator slope, int[] targets, Found found) {
        double start = from;
        double slopeAtStart = slope.applyAsDouble(start);
        while (start < to) {
            double end = Math.min(start + step, to);
            double slopeAtEnd = slope.applyAsDouble(end);
            if (RootFinder.brackets(slopeAtStart, slopeAtEnd)) {
                double turn = RootFinder.find(slope, start, end);
                within(start, turn, angle, targets, found);
                within(turn, end, angle, targets, found);
            } else {
                within(start, end, angle, targets, found);
            }
            start = end;
            slopeAtStart = slopeAtEnd;
        }
    }

    private static void within(
            double start, double end, DoubleUnaryOperator angle, int[] targets, Found found) {
        double angleAtStart = angle.applyAsDouble(start);
        double angleAtEnd = angle.applyAsDouble(end);
        for (int target : targets) {
            double atStart = Angles.signed(angleAtStart - target);
            double atEnd = Angles.signed(angleAtEnd - target);
            if (Math.abs(atStart) < NEAR
                    && Math.abs(atEnd) < NEAR
                    && RootFinder.brackets(atStart, atEnd)) {
                double days =
                        RootFinder.find(
                                time -> Angles.signed(angle.applyAsDouble(time) - target),
                                start,
                                end);
                found.accept(days, target);
            }
        }
    }

    /** Takes what was found. */
    @FunctionalInterface
    interface Found {
        void accept(double days, int target);
    }
}
