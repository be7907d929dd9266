package dev.keel.venues.certification;

import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.Instrument;
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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes requests that fit the instrument: a unit is worth some times the least notional, and can be
 * cut into ten.
 */
public final class Requests {
    private static final BigDecimal LEAST_PRICE = new BigDecimal("50");
    private static final int PARTS = 10;

    /** Where the venue states none, there is a least quantity. */
    private static final BigDecimal LEAST_NOTIONAL = new BigDecimal("5");

    /** Far above what the books mint themselves, and within the 31 bits that MetaTrader 4 has. */
    private static final long FIRST = 1_000_000_000L;

    private static final long ORDERS_PER_ACCOUNT = 100_000_000_000L;

    private final Instrument instrument;
    private final AccountProfile profile;
    private final InstantSource clock;
    private final boolean marketableLimits;
    private long orders;

    /**
     * @param marketableLimits whether the venue takes a limit beyond the market
     */
    Requests(
            Instrument instrument,
            AccountProfile profile,
            InstantSource clock,
            boolean marketableLimits) {
        this.instrument = instrument;
        this.profile = profile;
        this.clock = clock;
        this.marketableLimits = marketableLimits;
    }

    /** A unit. */
    public Quantity unit() {
        return units(1);
    }

    public Quantity units(int count) {
        return parts(count * PARTS);
    }

    /** So many tenths of a unit. */
    public Quantity parts(int count) {
        BigDecimal lot = instrument.rules().lot().value();
        BigDecimal lotValue = LEAST_PRICE.multiply(instrument.contractSize()).multiply(lot);
        BigDecimal lots =
                instrument
                        .rules()
                        .minNotional()
                        .max(LEAST_NOTIONAL)
                        .multiply(new BigDecimal(2))
                        .divide(lotValue, 0, RoundingMode.UP)
                        .max(BigDecimal.ONE);
        return new Quantity(lots.multiply(lot).multiply(BigDecimal.valueOf(count)));
    }

    /** A price on the tick grid, at most this one. */
    public Price price(String about) {
        return instrument.roundToTick(Price.of(about), RoundingMode.DOWN);
    }

    public OrderRequest market(Side side) {
        return OrderRequest.market(instrument.id(), side, unit());
    }

    public OrderRequest limit(Side side, String about) {
        return market(side).withType(new OrderType.Limit(price(about)));
    }

    /** An order that trades at once: with a limit beyond the market, where the venue takes such. */
    public OrderRequest crossing(Side side) {
        return marketableLimits ? limit(side, side == Side.BUY ? "101" : "99") : market(side);
    }

    /** A limit order that the market does not reach. */
    public OrderRequest resting(Side side) {
        return limit(side, side == Side.BUY ? "90" : "110");
    }

    /** An order of ours that was decided just now. */
    public Order order(OrderRequest request) {
        return order(request, clock.instant());
    }

    /** An order of ours that was decided at some time. */
    public Order order(OrderRequest request, Instant placedAt) {
        orders++;
        OrderId id = new OrderId(profile.number() * ORDERS_PER_ACCOUNT + FIRST + orders);
        Origin origin = new Origin.OfClient(new ClientKey("case " + orders), "certification");
        Price reservation =
                request.type()
                        .limitPrice()
                        .or(() -> request.type().triggerPrice())
                        .orElse(price("100.1"));
        return Order.pending(
                id,
                request,
                new Placement(origin, placedAt, reservation),
                Money.zero(instrument.quote()));
    }
}
