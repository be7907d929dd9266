package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Side;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Signal;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.LearnsFromExecution;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.matching.VenueModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningFromExecutionTest {
    private final List<ExecutionResult> told = new ArrayList<>();

    @Test
    void tellsTheStrategyWhatItsOrdersCost() {
        StrategyDefinition script = says(Map.of(0, Direction.LONG, 2, Direction.EXIT)).definition();
        StrategyDefinition learning =
                new StrategyDefinition(
                        "script",
                        "Does what the test says, and listens.",
                        List.of(),
                        (source, _) ->
                                new Listener(
                                        script.create(
                                                source.instrument(),
                                                source.timeframe(),
                                                Map.of())));
        VenueModel slippery =
                VenueModel.PLAIN.withSlippage(
                        new SlippageModel.FixedFraction(new BigDecimal("0.1")));

        Backtest.run(
                BacktestRequest.of(
                                bars(100, 110, 111, 120, 119, 105, 104, 95, 96, 100),
                                spot("0.01"),
                                new StrategyChoice(learning, Map.of()),
                                usd("1000"))
                        .withSizing(new Sizing.Fixed(Quantity.of("2")))
                        .withVenue(slippery));

        assertThat(told).extracting(ExecutionResult::side).containsExactly(Side.BUY, Side.SELL);
        ExecutionResult entry = told.getFirst();
        assertThat(entry.reference()).isEqualTo(Price.of("111"));
        assertThat(entry.fills().getFirst().price()).isEqualTo(Price.of("122.1"));
        assertThat(told.getLast().reference()).isEqualTo(Price.of("104"));
        assertThat(told.getLast().fills().getFirst().price()).isEqualTo(Price.of("93.6"));
    }

    private final class Listener implements Strategy, LearnsFromExecution {
        private final Strategy strategy;

        Listener(Strategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public Optional<Signal> onBar(Bar bar) {
            return strategy.onBar(bar);
        }

        @Override
        public void onExecution(ExecutionResult result) {
            told.add(result);
        }
    }
}
