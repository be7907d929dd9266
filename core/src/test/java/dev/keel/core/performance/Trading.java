package dev.keel.core.performance;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Bar;
import dev.keel.core.market.BarFormat;
import dev.keel.core.market.BarSeries;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.TradeId;
import java.time.Instant;

/** Fills of one instrument for the tests of this package. */
final class Trading {
    static final Asset USD = Asset.of("USD");
    static final Instrument BTC =
            Instrument.linear(
                    InstrumentId.of("BTC-USD"),
                    Asset.of("BTC"),
                    USD,
                    TradingRules.FINEST,
                    FeeRates.NONE);
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private Trading() {}

    /** A fill some seconds after the start; its trade id is the second. */
    static Fill fill(int second, String quantity, String price, String fee) {
        return new Fill(
                new TradeId("t" + second),
                Price.of(price),
                Quantity.of(quantity),
                usd(fee),
                Liquidity.TAKER,
                START.plusSeconds(second));
    }

    static Money usd(String amount) {
        return Money.of(USD, amount);
    }

    /**
     * Days from 1970 on that open at the first price and then at the close before, and close there.
     */
    static BarSeries days(int firstOpen, int... closes) {
        BarFormat format = new BarFormat(Timeframe.D1, 0, 0);
        BarSeries.Builder series = BarSeries.builder(format);
        int open = firstOpen;
        for (int i = 0; i < closes.length; i++) {
            int high = Math.max(open, closes[i]);
            int low = Math.min(open, closes[i]);
            series.add(new Bar(format, i * 86_400_000L, open, high, low, closes[i], 0));
            open = closes[i];
        }
        return series.build();
    }
}
