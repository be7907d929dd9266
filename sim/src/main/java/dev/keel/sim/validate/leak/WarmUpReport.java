package dev.keel.sim.validate.leak;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the signals of a strategy hang on where it began.
 *
 * @param bars how many were analysed
 * @param ofBars how many there were
 * @param signals how many the earliest start made
 * @param starts the later starts, by position
 */
public record WarmUpReport(int bars, int ofBars, int signals, List<Start> starts) {
    public WarmUpReport {
        starts = List.copyOf(starts);
    }

    /**
     * A later start, compared with the earliest on the bars that both saw.
     *
     * @param start the position of its first bar
     * @param common signals that at least one of the two made on them
     * @param different how many of those differ in direction, or in a number by more than a
     *     millionth
     * @param needed after how many bars of its own the last difference lay; 0 if there was none
     * @param settled whether the last difference lay in the first half of the bars that both saw
     * @param worstFigure the greatest relative difference of a number in signals that are otherwise
     *     the same, in the second half of the bars that both saw; 0 if there is none
     * @param firstDifference the first difference, for people; empty if there was none
     */
    public record Start(
            int start,
            int common,
            int different,
            int needed,
            boolean settled,
            double worstFigure,
            String firstDifference) {}

    /** How many bars it takes until no start makes a difference; empty if one always does. */
    public OptionalInt needed() {
        return stable() ? starts.stream().mapToInt(Start::needed).max() : OptionalInt.empty();
    }

    /** Every start came to the same signals, sooner or later. */
    public boolean stable() {
        return starts.stream().allMatch(Start::settled);
    }
}
