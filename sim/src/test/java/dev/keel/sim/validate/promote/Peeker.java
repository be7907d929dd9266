package dev.keel.sim.validate.promote;

import dev.keel.core.market.BarSeries;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.StrategyDefinition;
import java.util.List;
import java.util.Optional;

/** Knows whether the next bar rises. */
final class Peeker {
    private Peeker() {}

    static StrategyDefinition definition(BarSeries all) {
        return new StrategyDefinition(
                "peeker",
                "Knows the next bar.",
                List.of(),
                (source, _) -> {
                    int[] seen = {0};
                    return bar -> {
                        int next = Math.min(++seen[0], all.size() - 1);
                        boolean rises = all.bar(next).close() > all.bar(next).open();
                        return Optional.of(
                                new Signal(
                                        source.signalAt(bar),
                                        rises ? Direction.LONG : Direction.EXIT,
                                        1,
                                        1,
                                        PricePlan.at(bar.closePrice()),
                                        List.of(Reason.of("it knows"))));
                    };
                });
    }
}
