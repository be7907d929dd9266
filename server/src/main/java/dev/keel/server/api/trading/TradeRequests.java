package dev.keel.server.api.trading;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.ClientKey;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.server.api.RefusedException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a client's order into the core's, naming the field that does not fit the others. */
final class TradeRequests {
    private TradeRequests() {}

    static OrderRequest toOrder(TradeRequest request) {
        OrderRequest order =
                OrderRequest.market(
                                InstrumentId.of(request.symbol()),
                                side(request),
                                new Quantity(request.quantity()))
                        .withType(type(request))
                        .withProtection(protection(request));
        return Boolean.TRUE.equals(request.reduceOnly())
                ? order.with(Instruction.REDUCE_ONLY)
                : order;
    }

    /** The price a client expects of an order that does not name its own. */
    static Optional<Price> expected(TradeRequest request) {
        return switch (kind(request)) {
            case MARKET, STOP -> Optional.ofNullable(request.entryPrice()).map(Price::new);
            case LIMIT, STOP_LIMIT -> Optional.empty();
        };
    }

    /** The client's key: from the header, else from the body, else a new one. */
    static ClientKey key(@Nullable String header, @Nullable String body) {
        if (header != null && body != null && !header.equals(body)) {
            throw RefusedException.field(
                    "trade_uuid", "must be the same as the header Idempotency-Key");
        }
        String key = header != null ? header : body;
        try {
            return new ClientKey(key != null ? key : UUID.randomUUID().toString());
        } catch (IllegalArgumentException e) {
            throw RefusedException.field(
                    header != null ? "Idempotency-Key" : "trade_uuid",
                    "must be 1 to 200 printable ASCII characters");
        }
    }

    private static Side side(TradeRequest request) {
        return switch (request.action()) {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
        };
    }

    private static TradeRequest.Kind kind(TradeRequest request) {
        return Objects.requireNonNullElse(request.orderType(), TradeRequest.Kind.MARKET);
    }

    private static OrderType type(TradeRequest request) {
        TradeRequest.Kind kind = kind(request);
        return switch (kind) {
            case MARKET -> OrderType.Market.INSTANCE;
            case LIMIT -> new OrderType.Limit(price("entry_price", request.entryPrice(), kind));
            case STOP -> new OrderType.Stop(price("stop_price", request.stopPrice(), kind));
            case STOP_LIMIT ->
                    new OrderType.StopLimit(
                            price("stop_price", request.stopPrice(), kind),
                            price("entry_price", request.entryPrice(), kind));
        };
    }

    private static Price price(String field, @Nullable BigDecimal value, TradeRequest.Kind kind) {
        if (value == null) {
            throw RefusedException.field(field, "is required for order_type " + kind);
        }
        return new Price(value);
    }

    private static Protection protection(TradeRequest request) {
        if (request.stopLoss() == null && request.takeProfit() == null) {
            return Protection.NONE;
        }
        if (Boolean.TRUE.equals(request.reduceOnly())) {
            throw RefusedException.field("reduce_only", "cannot go with stop_loss or take_profit");
        }
        return Protection.of(
                Optional.ofNullable(request.stopLoss()).map(Price::new).orElse(null),
                Optional.ofNullable(request.takeProfit()).map(Price::new).orElse(null));
    }
}
