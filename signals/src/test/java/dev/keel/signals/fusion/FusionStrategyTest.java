package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.ExecutionResult;
import dev.keel.core.strategy.Parameter;
import dev.keel.core.strategy.Strategy;
import dev.keel.core.strategy.StrategyDefinition;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.indicator.Bars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FusionStrategyTest {
    private static final InstrumentId MARKET = InstrumentId.of("TEST");
    private static final List<ExpertDefinition> EXPERTS =
            List.of(
                    Scripted.oracle("oracle"),
                    Scripted.momentum("momentum"),
                    Scripted.contrarian("contra-rian", 6));
    private static final List<Bar> BARS = Bars.turningMarket(11, 3_000);
    private static final StrategyDefinition DEFINITION = FusionStrategy.definition(EXPERTS);

    @Test
    void namesAWeightPerExpertAndWhatElseShapesIt() {
        assertThat(DEFINITION.name()).isEqualTo("fusion");
        assertThat(DEFINITION.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "oracleWeight",
                        "momentumWeight",
                        "contraRianWeight",
                        "threshold",
                        "horizon",
                        "barrier",
                        "adaptation",
                        "fee",
                        "slippage",
                        "shorts",
                        "stopAtr",
                        "targetAtr");
    }

    @Test
    void entersWhenTheMixIsStrongAndGivesStopTargetAndReasons() {
        List<Signal> signals = signals(Map.of());

        Signal entry = signals.getFirst();
        assertThat(entry.direction()).isEqualTo(Direction.LONG);
        assertThat(entry.strength()).isGreaterThanOrEqualTo(0.1);
        assertThat(entry.confidence()).isLessThanOrEqualTo(entry.strength());
        assertThat(entry.prices().stopPrice()).isPresent();
        assertThat(entry.prices().targetPrice()).isPresent();
        assertThat(entry.reasons())
                .extracting(Reason::text)
                .anySatisfy(text -> assertThat(text).contains("experts are awake and lean up"))
                .anySatisfy(text -> assertThat(text).startsWith("oracle leans"))
                .anySatisfy(text -> assertThat(text).startsWith("contra-rian"))
                .contains(
                        "the expected move is more than it costs",
                        "stop and target by average true range");
    }

    @Test
    void takesTurnsBetweenEntriesAndExits() {
        List<Signal> signals = signals(Map.of("shorts", "1"));

        assertThat(signals).hasSizeGreaterThan(20);
        for (int i = 0; i < signals.size(); i++) {
            boolean exit = signals.get(i).direction() == Direction.EXIT;
            assertThat(exit).as("signal %d", i).isEqualTo(i % 2 == 1);
        }
        assertThat(signals).extracting(Signal::direction).contains(Direction.SHORT);
        assertThat(signals(Map.of())).extracting(Signal::direction).doesNotContain(Direction.SHORT);
    }

    @Test
    void leavesForEachOfItsReasons() {
        List<String> exits = new ArrayList<>();
        for (Map<String, String> given :
                List.of(
                        Map.<String, String>of(),
                        Map.of("stopAtr", "0.5"),
                        Map.of("targetAtr", "50", "stopAtr", "50", "horizon", "5"),
                        Map.of("targetAtr", "50", "stopAtr", "50", "horizon", "500"))) {
            signals(given).stream()
                    .filter(signal -> signal.direction() == Direction.EXIT)
                    .forEach(signal -> exits.add(signal.reasons().getFirst().text()));
        }

        assertThat(exits)
                .contains(
                        "the bar touched the stop",
                        "the bar touched the target",
                        "the horizon of the opinion has passed",
                        "the fused score turned against the position");
    }

    @Test
    void doesNotTradeWhatDoesNotPay() {
        assertThat(signals(Map.of("fee", "0.1"))).isEmpty();
    }

    /** Dear fills that were learned keep it from trading, and move no weight. */
    @Test
    void tradesLessWhenExecutionsTurnOutDearAndLearnsTheSameOfItsExperts() {
        FusionStrategy cheap = strategy(Map.of());
        FusionStrategy dear = strategy(Map.of());
        int cheapSignals = 0;
        int dearSignals = 0;
        for (Bar bar : BARS) {
            dear.onExecution(filledTwentyPercentWorse(bar));
            cheapSignals += cheap.onBar(bar).isPresent() ? 1 : 0;
            dearSignals += dear.onBar(bar).isPresent() ? 1 : 0;
        }

        assertThat(cheapSignals).isGreaterThan(10);
        assertThat(dearSignals).isLessThan(cheapSignals / 4);
        assertThat(dear.engine().learner().adaptiveWeights())
                .isEqualTo(cheap.engine().learner().adaptiveWeights());
    }

    @Test
    void saysTheSameWhateverComesLater() {
        List<Signal> whole = signals(Map.of("shorts", "1"));
        Strategy prefix = DEFINITION.create(MARKET, Timeframe.H1, Map.of("shorts", "1"));
        List<Signal> some = new ArrayList<>();
        BARS.subList(0, 1_500).forEach(bar -> prefix.onBar(bar).ifPresent(some::add));

        assertThat(some).isNotEmpty().isEqualTo(whole.subList(0, some.size()));
    }

    @Test
    void leavesOutAnExpertWithoutWeight() {
        FusionStrategy strategy = strategy(Map.of("momentumWeight", "0", "oracleWeight", "3"));

        assertThat(strategy.engine().standings())
                .extracting(ExpertStanding::name)
                .containsExactly("oracle", "contra-rian");
        assertThat(strategy.engine().standings().getFirst().prior()).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void refusesToHearNobody() {
        assertThatThrownBy(() ->
                        strategy(
                                Map.of(
                                        "oracleWeight",
                                        "0",
                                        "momentumWeight",
                                        "0",
                                        "contraRianWeight",
                                        "0")))
                .hasMessage("the weight of one expert at least must be above 0, all were 0");
    }

    @Test
    void turnsAdaptationOff() {
        FusionStrategy strategy = strategy(Map.of("adaptation", "0"));
        BARS.forEach(strategy::onBar);

        assertThat(strategy.engine().standings())
                .allSatisfy(
                        one -> assertThat(one.effective()).isCloseTo(one.prior(), within(1e-15)));
    }

    private static FusionStrategy strategy(Map<String, String> given) {
        return (FusionStrategy) DEFINITION.create(MARKET, Timeframe.H1, given);
    }

    private static List<Signal> signals(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(given);
        Strategy strategy = DEFINITION.create(MARKET, Timeframe.H1, all);
        List<Signal> signals = new ArrayList<>();
        for (Bar bar : BARS) {
            Optional<Signal> signal = strategy.onBar(bar);
            signal.ifPresent(signals::add);
        }
        return signals;
    }

    private static ExecutionResult filledTwentyPercentWorse(Bar bar) {
        return new ExecutionResult(
                MARKET,
                Side.BUY,
                Quantity.of("1"),
                Price.of("100"),
                bar.closeTime(),
                List.of(
                        new Fill(
                                new TradeId("t"),
                                Price.of("120"),
                                Quantity.of("1"),
                                Money.of(Asset.of("USD"), "0"),
                                Liquidity.TAKER,
                                bar.closeTime())),
                null);
    }
}
