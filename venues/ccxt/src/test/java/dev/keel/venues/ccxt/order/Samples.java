package dev.keel.venues.ccxt.order;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Placement;
import dev.keel.core.order.Side;
import dev.keel.venues.ccxt.exchange.Listing;
import java.math.BigDecimal;
import java.time.Instant;

/** Orders and instruments for tests. */
public final class Samples {
    public static final Instant PLACED = Instant.parse("2026-03-01T12:00:00Z");
    public static final long ID = 471_100_000_000_017L;
    public static final Asset USDT = Asset.of("USDT");

    private Samples() {}

    public static Listing listing(InstrumentKind kind) {
        return kind == InstrumentKind.SPOT
                ? listing(kind, "0.1", "0.001", "5")
                : listing(kind, "0.1", "1", "0");
    }

    public static Listing listing(
            InstrumentKind kind, String tick, String lot, String minNotional) {
        boolean spot = kind == InstrumentKind.SPOT;
        Instrument instrument =
                new Instrument(
                        InstrumentId.of(spot ? "BTC/USDT" : "BTC/USDT:USDT"),
                        Asset.of("BTC"),
                        USDT,
                        kind,
                        new TradingRules(
                                Price.of(tick), Quantity.of(lot), new BigDecimal(minNotional)),
                        FeeRates.NONE,
                        spot ? BigDecimal.ONE : new BigDecimal("0.001"));
        return new Listing(instrument, spot ? "BTCUSDT" : "BTC_USDT", spot ? "BTC" : "USDT");
    }

    public static OrderRequest limit(InstrumentKind kind, Side side, String price) {
        return market(kind, side).withType(new OrderType.Limit(Price.of(price)));
    }

    public static OrderRequest market(InstrumentKind kind, Side side) {
        return OrderRequest.market(
                listing(kind).instrument().id(),
                side,
                Quantity.of(kind == InstrumentKind.SPOT ? "0.1" : "2"));
    }

    public static Order order(OrderRequest request) {
        return order(new OrderId(ID), request);
    }

    public static Order order(OrderId id, OrderRequest request) {
        return Order.pending(
                id,
                request,
                new Placement(
                        new Origin.OfClient(new ClientKey("key"), "test"), PLACED, Price.of("100")),
                Money.zero(USDT));
    }
}
