package dev.keel.server.kill;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Order;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is sent.
 *
 * @param price limit or trigger; null for a market order
 * @param madeAt when its intent was decided
 */
record Submission(
        OrderId client,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Kind kind,
        @Nullable Price price,
        Instant madeAt) {
    enum Kind {
        MARKET,
        LIMIT,
        STOP
    }

    static Submission of(Order order) {
        OrderRequest request = order.request();
        Kind kind =
                switch (request.type()) {
                    case OrderType.Market _ -> Kind.MARKET;
                    case OrderType.Limit _ -> Kind.LIMIT;
                    case OrderType.Stop _ -> Kind.STOP;
                    case OrderType.StopLimit _, OrderType.TrailingStop _ ->
                            throw new IllegalArgumentException("not traded here: " + request);
                };
        Price price = request.type().limitPrice().or(request.type()::triggerPrice).orElse(null);
        return new Submission(
                order.id(),
                request.instrument(),
                request.side(),
                request.quantity(),
                kind,
                price,
                order.placement().at());
    }

    void write(JsonWriter json) {
        json.text("client", client)
                .text("symbol", instrument)
                .text("side", side)
                .decimal("quantity", quantity.value())
                .text("kind", kind)
                .optionalText("price", price)
                .text("madeAt", madeAt);
    }

    static Submission read(JsonFields json) {
        return new Submission(
                OrderId.parse(json.text("client")),
                InstrumentId.of(json.text("symbol")),
                json.choice("side", Side.class),
                json.quantity("quantity"),
                json.choice("kind", Kind.class),
                json.priceOrNull("price"),
                json.instant("madeAt"));
    }
}
