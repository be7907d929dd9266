package dev.keel.ledger.event;

import dev.keel.core.signal.Direction;
import dev.keel.core.signal.PricePlan;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.Signal;
import dev.keel.core.signal.SignalId;
import dev.keel.ledger.json.JsonFields;
import dev.keel.ledger.json.JsonWriter;

final class SignalJson {
    private SignalJson() {}

    static void write(JsonWriter writer, Signal signal) {
        PricePlan prices = signal.prices();
        writer.text("id", signal.id())
                .text("direction", signal.direction())
                .number("strength", signal.strength())
                .number("confidence", signal.confidence())
                .decimal("entry", prices.entry().value());
        prices.stopPrice().ifPresent(stop -> writer.decimal("stop", stop.value()));
        prices.targetPrice().ifPresent(target -> writer.decimal("target", target.value()));
        writer.optionalDecimal("average_true_range", prices.averageTrueRange())
                .children("reasons", signal.reasons(), SignalJson::writeReason);
    }

    static Signal read(JsonFields fields) {
        return new Signal(
                SignalId.parse(fields.text("id")),
                fields.choice("direction", Direction.class),
                fields.number("strength"),
                fields.number("confidence"),
                new PricePlan(
                        fields.price("entry"),
                        fields.priceOrNull("stop"),
                        fields.priceOrNull("target"),
                        fields.decimalOrNull("average_true_range")),
                fields.children("reasons").stream().map(SignalJson::readReason).toList());
    }

    private static void writeReason(JsonWriter writer, Reason reason) {
        writer.text("text", reason.text())
                .children(
                        "figures",
                        reason.figures(),
                        (inner, figure) ->
                                inner.text("name", figure.name()).number("value", figure.value()));
    }

    private static Reason readReason(JsonFields fields) {
        return new Reason(
                fields.text("text"),
                fields.children("figures").stream()
                        .map(figure ->
                                new Reason.Figure(figure.text("name"), figure.number("value")))
                        .toList());
    }
}
