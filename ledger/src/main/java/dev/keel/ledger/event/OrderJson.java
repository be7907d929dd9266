package dev.keel.ledger.event;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import java.util.Set;

/** What is asked of a venue. */
final class OrderJson {
    private OrderJson() {}

    static void write(JsonWriter writer, OrderRequest request) {
        writer.text("instrument", request.instrument())
                .text("side", request.side())
                .decimal("quantity", request.quantity().value())
                .child("type", inner -> writeType(inner, request.type()))
                .child("time_in_force", inner -> writeTimeInForce(inner, request.timeInForce()));
        if (!request.instructions().isEmpty()) {
            // The set's own order differs from run to run.
            writer.texts("instructions", request.instructions().stream().sorted().toList());
        }
        request.protection().stop().ifPresent(stop -> writer.decimal("stop_loss", stop.value()));
        request.protection()
                .target()
                .ifPresent(target -> writer.decimal("take_profit", target.value()));
    }

    static OrderRequest read(JsonFields fields) {
        return new OrderRequest(
                InstrumentId.of(fields.text("instrument")),
                fields.choice("side", Side.class),
                fields.quantity("quantity"),
                readType(fields.child("type")),
                readTimeInForce(fields.child("time_in_force")),
                fields.has("instructions")
                        ? Set.copyOf(fields.choices("instructions", Instruction.class))
                        : Set.of(),
                Protection.of(fields.priceOrNull("stop_loss"), fields.priceOrNull("take_profit")));
    }

    private static void writeType(JsonWriter writer, OrderType type) {
        switch (type) {
            case OrderType.Market() -> writer.text("kind", "market");
            case OrderType.Limit(var limit) ->
                    writer.text("kind", "limit").decimal("limit", limit.value());
            case OrderType.Stop(var trigger) ->
                    writer.text("kind", "stop").decimal("trigger", trigger.value());
            case OrderType.StopLimit(var trigger, var limit) ->
                    writer.text("kind", "stop_limit")
                            .decimal("trigger", trigger.value())
                            .decimal("limit", limit.value());
            case OrderType.TrailingStop(var distance) ->
                    writer.text("kind", "trailing_stop").decimal("distance", distance);
        }
    }

    private static OrderType readType(JsonFields fields) {
        return switch (fields.text("kind")) {
            case "market" -> OrderType.Market.INSTANCE;
            case "limit" -> new OrderType.Limit(fields.price("limit"));
            case "stop" -> new OrderType.Stop(fields.price("trigger"));
            case "stop_limit" ->
                    new OrderType.StopLimit(fields.price("trigger"), fields.price("limit"));
            case "trailing_stop" -> new OrderType.TrailingStop(fields.decimal("distance"));
            default -> throw Kinds.unknown("order type", fields);
        };
    }

    private static void writeTimeInForce(JsonWriter writer, TimeInForce timeInForce) {
        switch (timeInForce) {
            case TimeInForce.GoodTillCancel() -> writer.text("kind", "good_till_cancel");
            case TimeInForce.ImmediateOrCancel() -> writer.text("kind", "immediate_or_cancel");
            case TimeInForce.FillOrKill() -> writer.text("kind", "fill_or_kill");
            case TimeInForce.GoodTillDate(var expiresAt) ->
                    writer.text("kind", "good_till_date").text("expires_at", expiresAt);
        }
    }

    private static TimeInForce readTimeInForce(JsonFields fields) {
        return switch (fields.text("kind")) {
            case "good_till_cancel" -> TimeInForce.GoodTillCancel.INSTANCE;
            case "immediate_or_cancel" -> TimeInForce.ImmediateOrCancel.INSTANCE;
            case "fill_or_kill" -> TimeInForce.FillOrKill.INSTANCE;
            case "good_till_date" -> new TimeInForce.GoodTillDate(fields.instant("expires_at"));
            default -> throw Kinds.unknown("time in force", fields);
        };
    }
}
