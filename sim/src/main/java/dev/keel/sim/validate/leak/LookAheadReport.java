package dev.keel.sim.validate.leak;

import java.util.List;

/**
 * What came of a look-ahead analysis.
 *
 * @param bars how many were analysed
 * @param ofBars how many there were
 * @param signals how many the strategy made on them
 * @param cuts at how many bars the future was changed
 * @param runs how often the strategy was run
 * @param leaks the first of each kind; empty if none was found
 */
public record LookAheadReport(
        int bars, int ofBars, int signals, int cuts, int runs, List<Leak> leaks) {
    public LookAheadReport {
        leaks = List.copyOf(leaks);
    }

    /** Nothing was found, and there were signals in which something could have been. */
    public boolean passed() {
        return leaks.isEmpty() && signals > 0;
    }
}
