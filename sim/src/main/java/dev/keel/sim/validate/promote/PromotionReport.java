package dev.keel.sim.validate.promote;

import dev.keel.sim.trial.TrialCount;
import dev.keel.sim.validate.forward.WalkForwardReport;
import dev.keel.sim.validate.leak.LookAheadReport;
import dev.keel.sim.validate.leak.WarmUpReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whether a strategy may be trusted, and why.
 *
 * @param strategy its name
 * @param parameters all of them
 * @param symbol the instrument
 * @param bars how many were tested
 * @param from open of the first
 * @param to close of the last
 * @param trials how often the strategy was tried on this market, this time included
 * @param gates in the order in which they are asked
 * @param worth what the strategy is worth, in plain words
 * @param lookAhead the analysis behind its gate
 * @param warmUp the analysis behind its gate
 * @param walkForward the analysis behind its gates
 */
public record PromotionReport(
        String strategy,
        Map<String, String> parameters,
        String symbol,
        int bars,
        Instant from,
        Instant to,
        TrialCount trials,
        List<Gate> gates,
        List<String> worth,
        LookAheadReport lookAhead,
        WarmUpReport warmUp,
        WalkForwardReport walkForward) {
    public PromotionReport {
        parameters = Map.copyOf(parameters);
        gates = List.copyOf(gates);
        worth = List.copyOf(worth);
    }

    /** Whether no gate failed. */
    public boolean promoted() {
        return failed().isEmpty();
    }

    /** The gates that failed. */
    public List<Gate> failed() {
        return gates.stream().filter(gate -> gate.outcome() == Gate.Outcome.FAILED).toList();
    }
}
