package dev.keel.signals.scan;

import dev.keel.core.signal.Reason;
import java.time.Instant;
import java.util.List;

/**
 * What is thought of a market at its last closed bar.
 *
 * @param at the close of that bar
 * @param close its price
 * @param bars how many were seen
 * @param opinion what the experts say together
 * @param reasons empty while nobody is awake
 */
public record ScanRow(
        ScanMarket market,
        Instant at,
        double close,
        long bars,
        Opinion opinion,
        List<Reason> reasons) {
    public ScanRow {
        reasons = List.copyOf(reasons);
    }

    /** The size of the score times the confidence, 0 to 1: what rows are ranked by. */
    public double rank() {
        return opinion.rank();
    }

    /**
     * A fused opinion.
     *
     * @param probability of up, 0 to 1; 0.5 if nobody is awake
     * @param score from -1, down, to 1, up
     * @param confidence the size of the score, shrunk by disagreement
     * @param awakeExperts how many were heard
     */
    public record Opinion(double probability, double score, double confidence, int awakeExperts) {
        double rank() {
            return Math.abs(score) * confidence;
        }
    }
}
