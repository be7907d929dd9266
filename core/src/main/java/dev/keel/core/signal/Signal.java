package dev.keel.core.signal;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import java.util.List;

/**
 * A strategy's opinion at the close of a bar.
 *
 * @param strength how far the evidence leans, 0 to 1
 * @param confidence how reliable the strategy thinks it is, 0 to 1; uncalibrated
 * @param reasons at least one
 */
public record Signal(
        SignalId id,
        Direction direction,
        double strength,
        double confidence,
        PricePlan prices,
        List<Reason> reasons) {
    public Signal {
        requireFraction("strength", strength);
        requireFraction("confidence", confidence);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("signal " + id + " must give a reason");
        }
        reasons = List.copyOf(reasons);
        requireSides(id, direction, prices);
    }

    public InstrumentId instrument() {
        return id.instrument();
    }

    private static void requireSides(SignalId id, Direction direction, PricePlan prices) {
        Price stop = prices.stop();
        Price target = prices.target();
        boolean wrong =
                switch (direction) {
                    case LONG ->
                            (stop != null && !stop.isBelow(prices.entry()))
                                    || (target != null && !target.isAbove(prices.entry()));
                    case SHORT ->
                            (stop != null && !stop.isAbove(prices.entry()))
                                    || (target != null && !target.isBelow(prices.entry()));
                    case EXIT -> stop != null || target != null;
                };
        if (wrong) {
            throw new IllegalArgumentException(
                    "signal "
                            + id
                            + ": stop and target must lie on their sides of the entry for "
                            + direction
                            + ", were "
                            + prices);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
        }
    }
}
