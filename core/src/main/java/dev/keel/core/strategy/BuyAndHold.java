package dev.keel.core.strategy;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalSource;
import java.util.List;
import java.util.Optional;

/**
 * Goes long at the close of the first bar and never leaves: the yardstick for every other strategy.
 */
public final class BuyAndHold implements Strategy {
    public static final StrategyDefinition DEFINITION =
            new StrategyDefinition(
                    "buy-and-hold",
                    "Goes long at the first bar and stays; the yardstick for the others.",
                    List.of(),
                    (source, _) -> new BuyAndHold(source));

    private static final List<Reason> REASONS = List.of(Reason.of("first bar of the market"));

    private final SignalSource source;
    private boolean entered;

    private BuyAndHold(SignalSource source) {
        this.source = source;
    }

    @Override
    public Optional<Signal> onBar(Bar bar) {
        if (entered) {
            return Optional.empty();
        }
        entered = true;
        return Optional.of(
                new Signal(
                        source.signalAt(bar),
                        Direction.LONG,
                        1,
                        1,
                        PricePlan.at(bar.closePrice()),
                        REASONS));
    }
}
