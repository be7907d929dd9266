package dev.keel.signals.engine;

import dev.keel.core.market.Bar;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of a strategy as opinions, for a model that learns which of them are worth taking:
 * awake at the bars at whose close the strategy would go long (1) or short (-1), asleep at all
 * others, those of its exits too. It is told of no executions.
 */
public final class StrategyPrimary implements Expert {
    private final Strategy strategy;
    private Optional<Signal> entry = Optional.empty();

    private StrategyPrimary(Strategy strategy) {
        this.strategy = strategy;
    }

    /**
     * The entries of a strategy with these parameters.
     *
     * @param given parameter values by name; what is missing takes its default
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public static ExpertDefinition of(StrategyDefinition strategy, Map<String, String> given) {
        var _ = strategy.parametersOf(given);
        StringBuilder name = new StringBuilder(strategy.name());
        new TreeMap<>(given)
                .forEach((parameter, value) ->
                        name.append(' ').append(parameter).append('=').append(value));
        return new ExpertDefinition(
                name.toString(),
                "The entries of " + strategy.name() + ".",
                1,
                (instrument, timeframe) ->
                        new StrategyPrimary(strategy.create(instrument, timeframe, given)));
    }

    @Override
    public void onBar(Bar bar) {
        entry = strategy.onBar(bar).filter(signal -> signal.direction() != Direction.EXIT);
    }

    @Override
    public boolean isAwake() {
        return entry.isPresent();
    }

    @Override
    public double score() {
        return entry.map(signal -> signal.direction() == Direction.LONG ? 1.0 : -1.0).orElse(0.0);
    }

    /** How good the entries are is what is to be learned. */
    @Override
    public double reliability() {
        return 0;
    }

    /** A strategy does not say how many bars it needs; it gives no signal before. */
    @Override
    public int warmUpBars() {
        return 1;
    }

    @Override
    public List<Reason> evidence() {
        return entry.map(Signal::reasons).orElse(List.of());
    }
}
