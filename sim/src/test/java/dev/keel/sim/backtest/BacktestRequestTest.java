package dev.keel.sim.backtest;

import static dev.keel.sim.backtest.Script.bars;
import static dev.keel.sim.backtest.Script.says;
import static dev.keel.sim.backtest.Script.spot;
import static dev.keel.sim.backtest.Script.usd;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.strategy.SmaCross;
import java.math.BigDecimal;
import java.nio.file.Path;
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

    /**
     * Fills would be rounded to prices that sizing and risk never saw: more spent than there is.
     */
    @Test
    void needsPricesOnTheTick() {
        assertThatThrownBy(() ->
                        BacktestRequest.of(bars(10, 15, 15, 17), withTick("5"), NOTHING, usd("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "prices must be multiples of the tick 5, the bar of 2024-01-01T00:01:00Z"
                                + " has 17");
    }

    @Test
    void takesPricesOnACoarseTick() {
        assertThatCode(() ->
                        BacktestRequest.of(
                                bars(10, 15, 15, 20), withTick("2.5"), NOTHING, usd("1")))
                .doesNotThrowAnyException();
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

    private static Instrument withTick(String tick) {
        TradingRules rules = new TradingRules(Price.of(tick), Quantity.of("1"), BigDecimal.ZERO);
        return BareInstrument.of(Path.of("x.csv"), rules, FeeRates.NONE);
    }
}
