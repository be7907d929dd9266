package dev.keel.ledger.event;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Side;
import dev.keel.core.order.VenueOrderId;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Orders and trades as the venue showed them. */
final class VenueJson {
    private VenueJson() {}

    static void writeOrder(JsonWriter writer, VenueOrder order) {
        writer.optionalText("order", order.clientId())
                .text("venue_order", order.id())
                .text("instrument", order.instrument())
                .text("side", order.side())
                .decimal("quantity", order.quantity().value())
                .decimal("filled", order.filled().value())
                .text("state", order.state())
                .text("words", order.words());
    }

    static VenueOrder readOrder(JsonFields fields) {
        return new VenueOrder(
                readClientId(fields),
                new VenueOrderId(fields.text("venue_order")),
                InstrumentId.of(fields.text("instrument")),
                fields.choice("side", Side.class),
                fields.quantity("quantity"),
                fields.quantity("filled"),
                fields.choice("state", VenueOrder.State.class),
                fields.text("words"));
    }

    static void writeTrade(JsonWriter writer, VenueTrade trade) {
        writer.optionalText("order", trade.clientId())
                .text("venue_order", trade.venueOrder())
                .text("instrument", trade.instrument())
                .text("side", trade.side())
                .text("cause", trade.cause());
        OrderChangeJson.writeFill(writer, trade.fill());
    }

    static VenueTrade readTrade(JsonFields fields) {
        return new VenueTrade(
                readClientId(fields),
                new VenueOrderId(fields.text("venue_order")),
                InstrumentId.of(fields.text("instrument")),
                fields.choice("side", Side.class),
                OrderChangeJson.readFill(fields),
                fields.choice("cause", VenueTrade.Cause.class));
    }

    private static @Nullable OrderId readClientId(JsonFields fields) {
        return fields.has("order") ? OrderId.parse(fields.text("order")) : null;
    }
}
