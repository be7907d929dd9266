package dev.keel.signals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.Signal;
import dev.keel.core.strategy.SmaCross;
import dev.keel.core.strategy.Strategy;
import dev.keel.signals.ehlers.EhlersTrend;
import dev.keel.signals.expert.Expert;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.indicator.Bars;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrategyPrimaryTest {
    private static final InstrumentId MARKET = InstrumentId.of("TEST");

    @Test
    void isAwakeWhereTheStrategyEntersAndNowhereElse() {
        Map<String, String> given =
                Map.of("shorts", "1", "highPassPeriod", "12", "smootherPeriod", "3");
        Strategy strategy = EhlersTrend.DEFINITION.create(MARKET, Timeframe.H1, given);
        Expert expert =
                StrategyPrimary.of(EhlersTrend.DEFINITION, given)
                        .factory()
                        .create(MARKET, Timeframe.H1);
        Set<Direction> seen = EnumSet.noneOf(Direction.class);

        for (Bar bar : Bars.turningMarket(1, 2_000)) {
            Optional<Direction> said = strategy.onBar(bar).map(Signal::direction);
            said.ifPresent(seen::add);
            expert.onBar(bar);

            double expected =
                    said.map(direction ->
                                    switch (direction) {
                                        case LONG -> 1.0;
                                        case SHORT -> -1.0;
                                        case EXIT -> 0.0;
                                    })
                            .orElse(0.0);
            assertThat(expert.score()).isEqualTo(expected);
            assertThat(expert.isAwake()).isEqualTo(expected != 0);
            assertThat(expert.evidence().isEmpty()).isEqualTo(expected == 0);
        }
        assertThat(seen).containsExactlyInAnyOrder(Direction.values());
    }

    @Test
    void isNamedAfterTheStrategyAndItsParameters() {
        ExpertDefinition primary =
                StrategyPrimary.of(SmaCross.DEFINITION, Map.of("slow", "9", "fast", "3"));

        assertThat(primary.name()).isEqualTo("sma-cross fast=3 slow=9");
    }

    @Test
    void refusesWrongParametersAtOnce() {
        Map<String, String> given = Map.of("fast", "none");

        assertThatThrownBy(() -> StrategyPrimary.of(SmaCross.DEFINITION, given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fast");
    }
}
