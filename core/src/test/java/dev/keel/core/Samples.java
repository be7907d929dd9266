package dev.keel.core;

import dev.keel.core.account.AccountCommand;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.account.AccountSettings;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.market.Quote;
import dev.keel.core.market.Timeframe;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.Side;
import dev.keel.core.order.TradeId;
import dev.keel.core.risk.RiskPolicy;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.core.sizing.Sizing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Values that many tests start from. */
public final class Samples {
    public static final Asset USD = Asset.of("USD");
    public static final Asset BTC = Asset.of("BTC");

    /** A Wednesday. */
    public static final Instant NOON = Instant.parse("2025-01-08T12:00:00Z");

    public static final TradingRules RULES =
            new TradingRules(Price.of("0.01"), Quantity.of("0.001"), BigDecimal.ZERO);
    public static final InstrumentId SPOT_ID = InstrumentId.of("BTC-USD");
    public static final InstrumentId PERP_ID = InstrumentId.of("BTC-PERP");
    public static final InstrumentId ETH_ID = InstrumentId.of("ETH-PERP");
    public static final Instrument SPOT =
            Instrument.spot(SPOT_ID, BTC, USD, RULES, FeeRates.flat(new BigDecimal("0.001")));
    public static final Instrument PERP =
            Instrument.linear(PERP_ID, BTC, USD, RULES, FeeRates.NONE);
    public static final Instrument ETH_PERP =
            Instrument.linear(ETH_ID, Asset.of("ETH"), USD, RULES, FeeRates.NONE);

    public static final AccountProfile PROFILE =
            new AccountProfile(AccountId.of("test"), USD, 4711);
    public static final AccountSettings AUTO =
            new AccountSettings(
                    ExecutionMode.AI_FULL_AUTO,
                    new Sizing.Fixed(Quantity.of("1")),
                    RiskPolicy.UNLIMITED,
                    Duration.ofMinutes(10));
    public static final AccountCommand.Open OPEN = new AccountCommand.Open(PROFILE, AUTO);

    private Samples() {}

    public static Money usd(String amount) {
        return Money.of(USD, amount);
    }

    public static Price price(String value) {
        return Price.of(value);
    }

    public static Quantity quantity(String value) {
        return Quantity.of(value);
    }

    public static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }

    public static Quote quote(String last) {
        return new Quote(price(last), NOON, Quantity.ZERO);
    }

    public static OrderRequest market(InstrumentId instrument, Side side, String quantity) {
        return OrderRequest.market(instrument, side, quantity(quantity));
    }

    public static AccountCommand.PlaceOrder place(OrderRequest request, String key) {
        return new AccountCommand.PlaceOrder(request, new ClientKey(key), "tester", null);
    }

    public static Fill fill(String tradeId, String price, String quantity) {
        return fill(tradeId, price, quantity, "0");
    }

    public static Fill fill(String tradeId, String price, String quantity, String fee) {
        return new Fill(
                new TradeId(tradeId),
                price(price),
                quantity(quantity),
                usd(fee),
                Liquidity.TAKER,
                NOON);
    }

    public static SignalSource source(InstrumentId instrument) {
        return new SignalSource("test", instrument, Timeframe.M1);
    }

    /** A signal made at the close of the n-th minute after noon. */
    public static Signal signal(InstrumentId instrument, int minute, Direction direction) {
        return signal(instrument, minute, direction, PricePlan.at(price("100")));
    }

    public static Signal signal(
            InstrumentId instrument, int minute, Direction direction, PricePlan plan) {
        SignalId id = new SignalId(source(instrument), NOON.plus(Duration.ofMinutes(minute)));
        return new Signal(id, direction, 0.5, 0.6, plan, List.of(Reason.of("a test")));
    }
}
