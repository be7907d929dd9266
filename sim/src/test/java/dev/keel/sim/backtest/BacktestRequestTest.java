package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.strategy.SmaCross;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestRequestTest {
    private static final StrategyChoice NOTHING = says(Map.of());

    @Test
    void needsBars() {
        BarSeries none = BarSeries.builder(new BarFormat(Timeframe.M1, 2, 0)).build();

        assertThatThrownBy(() -> BacktestRequest.of(none, spot("0"), NOTHING, usd("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bars");
    }

    @Test
    void needsCapital() {
        assertThatThrownBy(() -> BacktestRequest.of(bars(1, 1), spot("0"), NOTHING, usd("0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capital must be above 0");
    }

    @Test
    void needsCapitalInTheQuoteAsset() {
        Money euros = Money.of(Asset.of("EUR"), "1");

        assertThatThrownBy(() -> BacktestRequest.of(bars(1, 1), spot("0"), NOTHING, euros))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capital must be in USD");
    }

    @Test
    void refusesAnUnknownParameter() {
        assertThatThrownBy(() -> new StrategyChoice(SmaCross.DEFINITION, Map.of("medium", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'medium'");
    }

    @Test
    void refusesParametersThatDoNotGoTogether() {
        assertThatThrownBy(() -> new StrategyChoice(SmaCross.DEFINITION, Map.of("fast", "30")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'fast' must be less than 'slow'");
    }
}
