package dev.keel.sim.sweep;

import java.util.List;
import java.util.Optional;

/**
 * What came of a sweep.
 *
 * @param trials of all combinations that were tried and that the strategy takes, best first. The
 *     best are the confirmed ones, as the whole pipeline has them
 * @param refused combinations that the strategy refuses
 * @param refusal why it refused the first of them
 * @param confirmations of the best that were screened, best first
 * @param resumed how many trials were known from an earlier run
 * @param obstacle why nothing was screened; empty if something was, or could have been
 */
public record SweepResult(
        SweepRequest request,
        List<Trial> trials,
        int refused,
        Optional<String> refusal,
        List<Confirmation> confirmations,
        int resumed,
        Optional<String> obstacle) {
    public SweepResult {
        trials = List.copyOf(trials);
        confirmations = List.copyOf(confirmations);
    }

    /** Whether screening and pipeline gave the same wherever both were run. */
    public boolean agrees() {
        return confirmations.stream().allMatch(Confirmation::agrees);
    }
}
