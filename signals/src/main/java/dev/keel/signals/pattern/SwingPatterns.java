package dev.keel.signals.pattern;

import dev.keel.core.market.Bar;
import dev.keel.signals.swing.Pivot;
import dev.keel.signals.swing.PivotTracker;
import java.util.Optional;

/**
 * Recognises swing patterns in the last confirmed pivots and waits for the close to break out.
 *
 * <p>With p0 the last pivot, p1 the one before, and A the average true range at p0, a new pivot is
 * looked at for, the first that fits:
 *
 * <ul>
 *   <li><b>head and shoulders</b>: p0, p2, p4 highs; p2 at least A above both others, which differ
 *       by at most 2 A; p1 and p3 differ by at most 2 A. Breaks below the line through p3 and p1;
 *   <li><b>triple top</b>: the highs p0, p2, p4 differ by at most A. Breaks below p1 and p3;
 *   <li><b>double top</b>: the highs p0, p2 differ by at most A. Breaks below p1;
 *   <li>the three upside down: inverse head and shoulders, triple and double bottom.
 * </ul>
 *
 * <p>and, apart from those, for two lines, one through the last two highs, one through the last two
 * lows, by how far each moves from p3 to p0 and how far they are apart at the one and the other:
 *
 * <ul>
 *   <li>a line is <b>flat</b> if it moves by at most 0.75 A;
 *   <li>both flat: <b>rectangle</b>; upper flat, lower rising: <b>ascending triangle</b>; lower
 *       flat, upper falling: <b>descending triangle</b>; falling onto rising: <b>symmetrical
 *       triangle</b>;
 *   <li>both rising or both falling: a <b>wedge</b> if they close in to less than 3/4 of the
 *       distance, a <b>channel</b> if it stays within 3/4 to 4/3; what widens is nothing;
 *   <li>a <b>flag</b> instead of a rectangle or channel, if it leans against the leg that led to p3
 *       from p4, or is flat, that leg is at least twice as high as the lines are apart, and the
 *       flag takes no more than three times its bars.
 * </ul>
 *
 * <p>A pattern has broken out once a bar closes 0.1 A beyond its line: below it says -1, above it
 * 1, for two lines whichever comes first; a flag only counts in the direction of its leg. It lapses
 * after as many bars as it took to form, where its lines meet, or when the next pivot is confirmed.
 * It is found at the bar of the breakout and never before, and stays found.
 */
public final class SwingPatterns {
    private static final double EQUAL = 1;
    private static final double SHOULDERS = 2;
    private static final double HEAD = 1;
    private static final double FLAT = 0.75;
    private static final double CONVERGING = 0.75;
    private static final double CLEAR = 0.1;
    private static final double POLE = 2;
    private static final int FLAG_BARS = 3;

    private final PivotTracker tracker;
    private Optional<Formation> turning = Optional.empty();
    private Optional<Formation> sideways = Optional.empty();
    private Optional<Breakout> turn = Optional.empty();
    private Optional<Breakout> exit = Optional.empty();

    /**
     * Looks for patterns.
     *
     * @param multiple the average true ranges that confirm a pivot
     */
    public SwingPatterns(double multiple) {
        tracker = new PivotTracker(multiple);
    }

    /** Takes the next bar; returns whether a pattern broke out at it. */
    public boolean onBar(Bar bar) {
        if (tracker.onBar(bar)) {
            turning = turning();
            sideways = sideways();
        }
        turn = Optional.empty();
        exit = Optional.empty();
        if (turning.isPresent() && turning.get().isOver(bar.closeValue(), tracker.bar())) {
            turn = turning.get().breakout(bar.closeValue(), tracker.bar());
            turning = Optional.empty();
        }
        if (sideways.isPresent() && sideways.get().isOver(bar.closeValue(), tracker.bar())) {
            exit = sideways.get().breakout(bar.closeValue(), tracker.bar());
            sideways = Optional.empty();
        }
        return turn.isPresent() || exit.isPresent();
    }

    /** The top or bottom that was completed at the last bar. */
    public Optional<Breakout> turn() {
        return turn;
    }

    /** The pattern of two lines that the price left at the last bar. */
    public Optional<Breakout> exit() {
        return exit;
    }

    /** The bars that were taken. */
    public long bars() {
        return tracker.bar() + 1;
    }

    /** The average true range at the last bar; 0 until it is known. */
    public double averageTrueRange() {
        return tracker.averageTrueRange();
    }

    /** Heights measured upwards for tops and downwards for bottoms. */
    private double height(int age) {
        return -tracker.pivot(0).direction() * tracker.pivot(age).price();
    }

    private Optional<Formation> turning() {
        if (tracker.size() < 3) {
            return Optional.empty();
        }
        boolean isTop = tracker.pivot(0).kind() == Pivot.Kind.HIGH;
        double unit = tracker.pivot(0).averageTrueRange();
        if (tracker.size() >= 5) {
            if (isHead(unit)) {
                Line neck = Line.through(tracker.pivot(3), tracker.pivot(1));
                return Optional.of(
                        formation(
                                isTop
                                        ? SwingPattern.HEAD_AND_SHOULDERS
                                        : SwingPattern.INVERSE_HEAD_AND_SHOULDERS,
                                neck,
                                4));
            }
            if (areEqual(0, 2, unit) && areEqual(0, 4, unit) && areEqual(2, 4, unit)) {
                double deeper = Math.min(height(1), height(3));
                return Optional.of(
                        formation(
                                isTop ? SwingPattern.TRIPLE_TOP : SwingPattern.TRIPLE_BOTTOM,
                                Line.level(Math.abs(deeper)),
                                4));
            }
        }
        if (areEqual(0, 2, unit)) {
            return Optional.of(
                    formation(
                            isTop ? SwingPattern.DOUBLE_TOP : SwingPattern.DOUBLE_BOTTOM,
                            Line.level(tracker.pivot(1).price()),
                            2));
        }
        return Optional.empty();
    }

    private boolean isHead(double unit) {
        return height(2) >= height(0) + HEAD * unit
                && height(2) >= height(4) + HEAD * unit
                && Math.abs(height(0) - height(4)) <= SHOULDERS * unit
                && Math.abs(height(1) - height(3)) <= SHOULDERS * unit;
    }

    private boolean areEqual(int age, int other, double unit) {
        return Math.abs(height(age) - height(other)) <= EQUAL * unit;
    }

    /** A pattern of a top breaks below its line, one of a bottom above. */
    private Formation formation(SwingPattern pattern, Line line, int oldest) {
        Pivot last = tracker.pivot(0);
        double span = (double) (last.bar() - tracker.pivot(oldest).bar());
        double margin = CLEAR * last.averageTrueRange();
        double lapses = (double) last.confirmedAt() + span;
        boolean isTop = last.kind() == Pivot.Kind.HIGH;
        return isTop
                ? new Formation(pattern, Line.NEVER_ABOVE, line, margin, lapses, -1)
                : new Formation(pattern, line, Line.NEVER_BELOW, margin, lapses, 1);
    }

    private Optional<Formation> sideways() {
        if (tracker.size() < 4) {
            return Optional.empty();
        }
        boolean isTop = tracker.pivot(0).kind() == Pivot.Kind.HIGH;
        Line upper =
                isTop
                        ? Line.through(tracker.pivot(2), tracker.pivot(0))
                        : Line.through(tracker.pivot(3), tracker.pivot(1));
        Line lower =
                isTop
                        ? Line.through(tracker.pivot(3), tracker.pivot(1))
                        : Line.through(tracker.pivot(2), tracker.pivot(0));
        Pivot last = tracker.pivot(0);
        double begin = (double) tracker.pivot(3).bar();
        double end = (double) last.bar();
        double span = end - begin;
        double unit = last.averageTrueRange();
        double widthBefore = upper.at(begin) - lower.at(begin);
        double widthNow = upper.at(end) - lower.at(end);
        if (widthBefore <= 0 || widthNow <= 0) {
            return Optional.empty();
        }
        Optional<SwingPattern> shape =
                shape(
                        lean(upper.slope() * span / unit),
                        lean(lower.slope() * span / unit),
                        widthNow / widthBefore);
        double apex = widthNow < widthBefore ? widthNow * span / (widthBefore - widthNow) : span;
        double lapses = (double) last.confirmedAt() + Math.min(span, apex);
        return shape.map(pattern -> {
            Optional<SwingPattern> flag = flag(pattern, Math.max(widthBefore, widthNow), span);
            int only = flag.map(found -> found == SwingPattern.BULL_FLAG ? 1 : -1).orElse(0);
            return new Formation(flag.orElse(pattern), upper, lower, CLEAR * unit, lapses, only);
        });
    }

    private static int lean(double moved) {
        if (Math.abs(moved) <= FLAT) {
            return 0;
        }
        return moved > 0 ? 1 : -1;
    }

    private static Optional<SwingPattern> shape(int upper, int lower, double narrowing) {
        if (upper == lower) {
            return upper == 0 ? Optional.of(SwingPattern.RECTANGLE) : slanted(upper, narrowing);
        }
        if (upper <= 0 && lower >= 0) {
            if (upper == 0) {
                return Optional.of(SwingPattern.ASCENDING_TRIANGLE);
            }
            return Optional.of(
                    lower == 0
                            ? SwingPattern.DESCENDING_TRIANGLE
                            : SwingPattern.SYMMETRICAL_TRIANGLE);
        }
        return Optional.empty();
    }

    private static Optional<SwingPattern> slanted(int lean, double narrowing) {
        if (narrowing < CONVERGING) {
            return Optional.of(lean > 0 ? SwingPattern.RISING_WEDGE : SwingPattern.FALLING_WEDGE);
        }
        if (narrowing <= 1 / CONVERGING) {
            return Optional.of(
                    lean > 0 ? SwingPattern.RISING_CHANNEL : SwingPattern.FALLING_CHANNEL);
        }
        return Optional.empty();
    }

    private Optional<SwingPattern> flag(SwingPattern pattern, double width, double span) {
        int lean =
                switch (pattern) {
                    case RECTANGLE -> 0;
                    case RISING_CHANNEL -> 1;
                    case FALLING_CHANNEL -> -1;
                    case DOUBLE_TOP,
                            DOUBLE_BOTTOM,
                            TRIPLE_TOP,
                            TRIPLE_BOTTOM,
                            HEAD_AND_SHOULDERS,
                            INVERSE_HEAD_AND_SHOULDERS,
                            ASCENDING_TRIANGLE,
                            DESCENDING_TRIANGLE,
                            SYMMETRICAL_TRIANGLE,
                            RISING_WEDGE,
                            FALLING_WEDGE,
                            BULL_FLAG,
                            BEAR_FLAG ->
                            2;
                };
        if (lean == 2 || tracker.size() < 5) {
            return Optional.empty();
        }
        Pivot root = tracker.pivot(4);
        Pivot tip = tracker.pivot(3);
        boolean isPole =
                Math.abs(tip.price() - root.price()) >= POLE * width
                        && span <= FLAG_BARS * (double) (tip.bar() - root.bar());
        if (!isPole || lean == root.direction()) {
            return Optional.empty();
        }
        return Optional.of(root.direction() > 0 ? SwingPattern.BULL_FLAG : SwingPattern.BEAR_FLAG);
    }

    /**
     * A pattern that broke out.
     *
     * @param direction 1 upwards, -1 downwards
     * @param bar the bar whose close did it, the first being 0
     */
    public record Breakout(SwingPattern pattern, int direction, long bar) {}

    /** A straight line. */
    private record Line(double bar, double price, double slope) {
        static final Line NEVER_ABOVE = level(Double.POSITIVE_INFINITY);
        static final Line NEVER_BELOW = level(Double.NEGATIVE_INFINITY);

        static Line level(double price) {
            return new Line(0, price, 0);
        }

        static Line through(Pivot first, Pivot second) {
            double bars = (double) (second.bar() - first.bar());
            return new Line(
                    (double) first.bar(), first.price(), (second.price() - first.price()) / bars);
        }

        double at(double atBar) {
            return price + slope * (atBar - bar);
        }
    }

    /**
     * A pattern that waits.
     *
     * @param only the direction it must break in; 0 for either
     */
    private record Formation(
            SwingPattern pattern, Line upper, Line lower, double margin, double lapses, int only) {
        boolean isOver(double close, long bar) {
            return (double) bar > lapses || brokenBy(close, (double) bar) != 0;
        }

        /** What is to be told of a formation that is over; nothing if it merely lapsed. */
        Optional<Breakout> breakout(double close, long bar) {
            int direction = (double) bar > lapses ? 0 : brokenBy(close, (double) bar);
            boolean counts = direction != 0 && (only == 0 || only == direction);
            return counts ? Optional.of(new Breakout(pattern, direction, bar)) : Optional.empty();
        }

        private int brokenBy(double close, double bar) {
            if (close > upper.at(bar) + margin) {
                return 1;
            }
            return close < lower.at(bar) - margin ? -1 : 0;
        }
    }
}
