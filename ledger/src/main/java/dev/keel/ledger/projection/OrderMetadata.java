package dev.keel.ledger.projection;

import dev.keel.core.order.Order;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.TimeInForce;
import dev.keel.ledger.json.JsonWriter;

/** What {@code trade_ledger.metadata} says about an order beside the columns. */
final class OrderMetadata {
    private OrderMetadata() {}

    static String of(Order order) {
        return JsonWriter.object(writer -> {
            writeOrigin(writer, order.origin());
            writeType(writer, order.request().type());
            writeTimeInForce(writer, order.request().timeInForce());
            writer.texts("instructions", order.request().instructions().stream().sorted().toList());
        });
    }

    static String origin(Origin origin) {
        return switch (origin) {
            case Origin.OfSignal _ -> "signal";
            case Origin.OfClient _ -> "client";
            case Origin.OfProtection _ -> "protection";
            case Origin.OfSafety _ -> "safety";
        };
    }

    static String type(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> "MARKET";
            case OrderType.Limit _ -> "LIMIT";
            case OrderType.Stop _ -> "STOP";
            case OrderType.StopLimit _ -> "STOP_LIMIT";
            case OrderType.TrailingStop _ -> "TRAILING_STOP";
        };
    }

    private static void writeOrigin(JsonWriter writer, Origin origin) {
        switch (origin) {
            case Origin.OfSignal(var signal) -> writer.text("signal", signal);
            case Origin.OfClient(var key, var who) ->
                    writer.text("client_key", key).text("client", StorableText.of(who));
            case Origin.OfProtection(var entry) -> writer.text("entry_order", entry);
            case Origin.OfSafety(var rule) -> writer.text("rule", StorableText.of(rule));
        }
    }

    private static void writeType(JsonWriter writer, OrderType type) {
        type.limitPrice().ifPresent(limit -> writer.decimal("limit_price", limit.value()));
        type.triggerPrice().ifPresent(trigger -> writer.decimal("trigger_price", trigger.value()));
        if (type instanceof OrderType.TrailingStop(var distance)) {
            writer.decimal("trailing_distance", distance);
        }
    }

    private static void writeTimeInForce(JsonWriter writer, TimeInForce timeInForce) {
        switch (timeInForce) {
            case TimeInForce.GoodTillCancel() -> writer.text("time_in_force", "GTC");
            case TimeInForce.ImmediateOrCancel() -> writer.text("time_in_force", "IOC");
            case TimeInForce.FillOrKill() -> writer.text("time_in_force", "FOK");
            case TimeInForce.GoodTillDate(var expiresAt) ->
                    writer.text("time_in_force", "GTD").text("expires_at", expiresAt);
        }
    }
}
