package dev.keel.server.api.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.order.OrderStatus;
import dev.keel.ledger.view.LedgerEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** What became of an order that somebody wanted gone, so far. */
record CancelResponse(
        @Schema(description = "False if the order had ended in another way before it was cancelled")
                boolean success,
        @JsonProperty("ledger_id") String ledgerId,
        String account,
        String status,
        @Schema(description = "What has traded all the same") @JsonProperty("filled_quantity")
                BigDecimal filledQuantity,
        String message) {

    static CancelResponse of(LedgerEntry order) {
        LedgerEntry.Ending ending = order.ending();
        String message =
                switch (ending.status()) {
                    case CANCELED -> "cancelled";
                    case PENDING, WORKING, PARTIALLY_FILLED, CANCELING ->
                            "the cancel is on its way; the order may still trade";
                    case IN_DOUBT ->
                            "the venue's answer is not known yet; the cancel is sent again until"
                                    + " the order has ended";
                    case FILLED -> "it was filled before it could be cancelled";
                    case EXPIRED, REJECTED -> "it had ended: " + ending.evidenceReference();
                };
        boolean gone = ending.status() == OrderStatus.CANCELED || !ending.status().isTerminal();
        return new CancelResponse(
                gone,
                order.names().order().toString(),
                order.names().account().value(),
                ending.statusWord(),
                order.execution().filledQuantity(),
                message);
    }
}
