package dev.keel.signals.learn.label;

/**
 * How far a trade may run before it is settled.
 *
 * @param profitTake distance of the barrier on the trade's side, in deviations; above 0
 * @param stopLoss distance of the one against it, in deviations; above 0
 * @param horizonBars after so many bars the trade is settled where it stands; at least 1
 * @param volatilitySpan of the moving deviation of one-bar returns that the distances count in
 * @param cost of the whole trade, both fees, half spreads and slippages, as a fraction of its price
 * @param timeout what a trade is that met no barrier
 */
public record BarrierSettings(
        double profitTake,
        double stopLoss,
        int horizonBars,
        int volatilitySpan,
        double cost,
        Timeout timeout) {

    public BarrierSettings {
        requireAbove("profitTake", profitTake);
        requireAbove("stopLoss", stopLoss);
        if (horizonBars < 1 || horizonBars > 100_000) {
            throw new IllegalArgumentException(
                    "horizonBars must be within 1..100000, was " + horizonBars);
        }
        if (volatilitySpan < 2 || volatilitySpan > 100_000) {
            throw new IllegalArgumentException(
                    "volatilitySpan must be within 2..100000, was " + volatilitySpan);
        }
        if (!(cost >= 0 && cost < 1)) {
            throw new IllegalArgumentException("cost must be within 0..1, was " + cost);
        }
    }

    private static void requireAbove(String name, double value) {
        if (!(value > 0 && value <= 100)) {
            throw new IllegalArgumentException(
                    name + " must be above 0 and at most 100, was " + value);
        }
    }

    /** One line for people and registries. */
    public String describe() {
        return "triple barrier, profit "
                + profitTake
                + ", stop "
                + stopLoss
                + " deviations, horizon "
                + horizonBars
                + " bars, volatility span "
                + volatilitySpan
                + ", cost "
                + cost
                + ", timeout "
                + timeout;
    }

    /** What a trade is that met no barrier. */
    public enum Timeout {
        /** A gain or a loss by the sign of its return; neither if that is 0. */
        SIGN,
        /** Neither. */
        NEUTRAL
    }
}
