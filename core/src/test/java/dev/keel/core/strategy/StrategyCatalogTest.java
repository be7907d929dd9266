package dev.keel.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keel.core.Samples;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Direction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyCatalogTest {
    private static final StrategyCatalog CATALOG =
            new StrategyCatalog(List.of(SmaCross.DEFINITION, BuyAndHold.DEFINITION));

    @Test
    void findsAStrategyByItsName() {
        assertThat(CATALOG.find("sma-cross")).isSameAs(SmaCross.DEFINITION);
    }

    @Test
    void listsStrategiesByName() {
        assertThat(CATALOG.all()).containsExactly(BuyAndHold.DEFINITION, SmaCross.DEFINITION);
    }

    @Test
    void namesWhatIsKnownWhenOneIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CATALOG.find("magic"))
                .withMessage("strategy 'magic' is unknown, known are [buy-and-hold, sma-cross]");
    }

    @Test
    void refusesOneNameForTwo() {
        List<StrategyDefinition> twice = List.of(BuyAndHold.DEFINITION, BuyAndHold.DEFINITION);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrategyCatalog(twice))
                .withMessageContaining("buy-and-hold");
    }

    @Test
    void buysOnceAndHolds() {
        Strategy strategy = BuyAndHold.DEFINITION.create(Samples.PERP_ID, Timeframe.M1, Map.of());
        BarFormat format = new BarFormat(Timeframe.M1, 0, 0);

        assertThat(strategy.onBar(new Bar(format, 0, 5, 5, 5, 5, 0)).orElseThrow().direction())
                .isEqualTo(Direction.LONG);
        assertThat(strategy.onBar(new Bar(format, 60_000, 5, 5, 5, 5, 0))).isEmpty();
    }

    @Test
    void takesNoParametersItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BuyAndHold.DEFINITION.create(
                                Samples.PERP_ID, Timeframe.M1, Map.of("fast", "1")))
                .withMessageContaining("parameter 'fast' is unknown");
    }

    @Test
    void readsNumbersOfBothKinds() {
        List<Parameter> known =
                List.of(
                        Parameter.integer("whole", "a count", 5, 1, 10),
                        Parameter.decimal("part", "a share", "0.5", "0", "1"));

        Parameters parameters = Parameters.of(known, Map.of("whole", "7", "part", "0.25"));

        assertThat(parameters.integer("whole")).isEqualTo(7);
        assertThat(parameters.number("part")).isEqualTo(0.25);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.decimal("other"))
                .withMessageContaining("other");
    }

    @Test
    void takesTheEndsOfARange() {
        List<Parameter> known = List.of(Parameter.decimal("part", "a share", "0.5", "0", "1"));

        assertThat(Parameters.of(known, Map.of("part", "1")).number("part")).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(known, Map.of("part", "1.0001")))
                .withMessage("parameter 'part' must be from 0 to 1, was 1.0001");
    }
}
