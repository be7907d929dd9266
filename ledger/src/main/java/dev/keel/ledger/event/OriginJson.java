package dev.keel.ledger.event;

import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;

final class OriginJson {
    private OriginJson() {}

    static void write(JsonWriter writer, Origin origin) {
        switch (origin) {
            case Origin.OfSignal(var signal) ->
                    writer.text("kind", "signal").text("signal", signal);
            case Origin.OfClient(var key, var who) ->
                    writer.text("kind", "client").text("key", key).text("who", who);
            case Origin.OfProtection(var entry) ->
                    writer.text("kind", "protection").text("entry", entry);
            case Origin.OfSafety(var rule) -> writer.text("kind", "safety").text("rule", rule);
        }
    }

    static Origin read(JsonFields fields) {
        return switch (fields.text("kind")) {
            case "signal" -> new Origin.OfSignal(SignalId.parse(fields.text("signal")));
            case "client" ->
                    new Origin.OfClient(new ClientKey(fields.text("key")), fields.text("who"));
            case "protection" -> new Origin.OfProtection(OrderId.parse(fields.text("entry")));
            case "safety" -> new Origin.OfSafety(fields.text("rule"));
            default -> throw Kinds.unknown("origin", fields);
        };
    }
}
