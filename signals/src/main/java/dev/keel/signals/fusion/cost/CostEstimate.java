package dev.keel.signals.fusion.cost;

import java.util.Map;

/**
 * What the next order is expected to cost.
 *
 * @param fee per fill, as a fraction of its notional; negative is a rebate
 * @param slippage per fill, as a fraction of the price; never taken as a gain
 * @param fillRatio the share of an order that trades, 0 to 1
 * @param latencySeconds from placing to the first fill
 * @param samples the executions that this rests on; 0 is the prior
 * @param refusals of the instrument's orders so far, by the venue's words
 */
public record CostEstimate(
        double fee,
        double slippage,
        double fillRatio,
        double latencySeconds,
        int samples,
        Map<String, Integer> refusals) {
    public CostEstimate {
        refusals = Map.copyOf(refusals);
    }

    /** In and out again, as a fraction of the notional. */
    public double roundTrip() {
        return 2 * (fee + slippage);
    }
}
