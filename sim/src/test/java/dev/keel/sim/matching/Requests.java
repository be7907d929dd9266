package dev.keel.sim.matching;

import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;

/** Short names for order requests. */
final class Requests {
    static final TimeInForce IOC = new TimeInForce.ImmediateOrCancel();
    static final TimeInForce FOK = new TimeInForce.FillOrKill();

    private Requests() {}

    static OrderRequest buy(String quantity) {
        return OrderRequest.market(TestVenue.BTC, Side.BUY, Quantity.of(quantity));
    }

    static OrderRequest sell(String quantity) {
        return OrderRequest.market(TestVenue.BTC, Side.SELL, Quantity.of(quantity));
    }

    static OrderType limit(String price) {
        return new OrderType.Limit(Price.of(price));
    }

    static OrderType stop(String trigger) {
        return new OrderType.Stop(Price.of(trigger));
    }

    static OrderType stopLimit(String trigger, String limit) {
        return new OrderType.StopLimit(Price.of(trigger), Price.of(limit));
    }

    static OrderType trailing(String distance) {
        return new OrderType.TrailingStop(new BigDecimal(distance));
    }

    static TimeInForce until(Instant end) {
        return new TimeInForce.GoodTillDate(end);
    }
}
