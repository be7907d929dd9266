package dev.keel.ledger.projection;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.order.OrderId;
import dev.keel.core.signal.Signal;
import dev.keel.ledger.json.JsonWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signal, and what an event says became of it. */
record RecordedSignal(
        AccountId account, long sequence, Instant at, Signal signal, Outcome outcome) {

    sealed interface Outcome {
        record Held(Instant expiresAt) implements Outcome {}

        record Executed(OrderId order) implements Outcome {}

        record Declined(DeclineReason reason, String detail) implements Outcome {}
    }

    String status() {
        return switch (outcome) {
            case Outcome.Held _ -> "held";
            case Outcome.Executed _ -> "executed";
            case Outcome.Declined _ -> "declined";
        };
    }

    @Nullable String declineReason() {
        return outcome instanceof Outcome.Declined declined ? declined.reason().name() : null;
    }

    @Nullable String detail() {
        return outcome instanceof Outcome.Declined declined ? declined.detail() : null;
    }

    @Nullable Long order() {
        return outcome instanceof Outcome.Executed executed ? executed.order().value() : null;
    }

    @Nullable Instant expiresAt() {
        return outcome instanceof Outcome.Held held ? held.expiresAt() : null;
    }

    String reasons() {
        return JsonWriter.array(
                signal.reasons(),
                (writer, reason) ->
                        writer.text("text", StorableText.of(reason.text()))
                                .children(
                                        "figures",
                                        reason.figures(),
                                        (inner, figure) ->
                                                inner.text("name", StorableText.of(figure.name()))
                                                        .number("value", figure.value())));
    }
}
