package dev.keel.ledger.event;

import dev.keel.core.money.Asset;
import dev.keel.core.money.Money;
import dev.keel.core.order.Evidence;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.TradeId;
import dev.keel.core.order.VenueOrderId;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;

/** What can happen to an order, each with an event type of its own. */
final class OrderChangeJson {
    private OrderChangeJson() {}

    static String type(OrderChange change) {
        return switch (change) {
            case OrderChange.Accepted _ -> "order_accepted";
            case OrderChange.Refused _ -> "order_refused_by_venue";
            case OrderChange.Doubted _ -> "order_doubted";
            case OrderChange.CancelRequested _ -> "order_cancel_requested";
            case OrderChange.CancelRefused _ -> "order_cancel_refused";
            case OrderChange.Filled _ -> "order_filled";
            case OrderChange.Busted _ -> "order_fill_busted";
            case OrderChange.Canceled _ -> "order_canceled";
            case OrderChange.Expired _ -> "order_expired";
        };
    }

    static void write(JsonWriter writer, OrderChange change) {
        switch (change) {
            case OrderChange.Accepted(var venueOrder) -> writer.text("venue_order", venueOrder);
            case OrderChange.Refused(var evidence) -> writeEvidence(writer, evidence);
            case OrderChange.Doubted(var detail) -> writer.text("detail", detail);
            case OrderChange.CancelRequested(var reason) -> writer.text("reason", reason);
            case OrderChange.CancelRefused(var evidence) -> writeEvidence(writer, evidence);
            case OrderChange.Filled(var fill) -> writeFill(writer, fill);
            case OrderChange.Busted(var fill, var evidence) -> {
                writeFill(writer, fill);
                writeEvidence(writer, evidence);
            }
            case OrderChange.Canceled(var evidence) -> writeEvidence(writer, evidence);
            case OrderChange.Expired(var evidence) -> writeEvidence(writer, evidence);
        }
    }

    /** Reads the change that an event type stands for; the last place where a type is looked up. */
    static OrderChange read(String type, JsonFields fields) {
        return switch (type) {
            case "order_accepted" ->
                    new OrderChange.Accepted(new VenueOrderId(fields.text("venue_order")));
            case "order_refused_by_venue" -> new OrderChange.Refused(readEvidence(fields));
            case "order_doubted" -> new OrderChange.Doubted(fields.text("detail"));
            case "order_cancel_requested" -> new OrderChange.CancelRequested(fields.text("reason"));
            case "order_cancel_refused" -> new OrderChange.CancelRefused(readEvidence(fields));
            case "order_filled" -> new OrderChange.Filled(readFill(fields));
            case "order_fill_busted" ->
                    new OrderChange.Busted(readFill(fields), readEvidence(fields));
            case "order_canceled" -> new OrderChange.Canceled(readEvidence(fields));
            case "order_expired" -> new OrderChange.Expired(readEvidence(fields));
            default -> throw new IllegalArgumentException("type '" + type + "' is not known");
        };
    }

    static void writeEvidence(JsonWriter writer, Evidence evidence) {
        writer.child(
                "evidence",
                inner ->
                        inner.text("source", evidence.source())
                                .text("reference", evidence.reference()));
    }

    static Evidence readEvidence(JsonFields fields) {
        JsonFields evidence = fields.child("evidence");
        return new Evidence(evidence.text("source"), evidence.text("reference"));
    }

    static void writeFill(JsonWriter writer, Fill fill) {
        writer.text("trade", fill.tradeId())
                .decimal("price", fill.price().value())
                .decimal("quantity", fill.quantity().value())
                .decimal("fee", fill.fee().amount())
                .text("fee_asset", fill.fee().asset())
                .text("liquidity", fill.liquidity())
                .text("filled_at", fill.at());
        switch (fill.feeSource()) {
            case FeeSource.FromCash _ -> {}
            case FeeSource.FromBase(var kept) -> writer.decimal("fee_from_base", kept.value());
            case FeeSource.Apart(var amount) ->
                    writer.decimal("fee_apart", amount.amount())
                            .text("fee_apart_asset", amount.asset());
        }
    }

    static Fill readFill(JsonFields fields) {
        return new Fill(
                new TradeId(fields.text("trade")),
                fields.price("price"),
                fields.quantity("quantity"),
                new Money(Asset.of(fields.text("fee_asset")), fields.decimal("fee")),
                fields.choice("liquidity", Liquidity.class),
                fields.instant("filled_at"),
                readFeeSource(fields));
    }

    private static FeeSource readFeeSource(JsonFields fields) {
        if (fields.has("fee_from_base")) {
            return new FeeSource.FromBase(fields.quantity("fee_from_base"));
        }
        return fields.has("fee_apart")
                ? new FeeSource.Apart(
                        new Money(
                                Asset.of(fields.text("fee_apart_asset")),
                                fields.decimal("fee_apart")))
                : FeeSource.FromCash.INSTANCE;
    }
}
