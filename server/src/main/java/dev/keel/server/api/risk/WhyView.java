package dev.keel.server.api.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.ledger.view.FillEntry;
import dev.keel.ledger.view.PostingEntry;
import dev.keel.ledger.view.RiskAdjustmentEntry;
import dev.keel.ledger.view.Why;
import dev.keel.server.api.Wording;
import dev.keel.server.api.signals.SignalRow;
import dev.keel.server.api.trading.TradeRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chain behind a signal, an order or a fill.
 *
 * @param signal null where none stands at the beginning
 * @param order null for a signal that was not executed
 */
record WhyView(
        String account,
        @Nullable SignalRow signal,
        @Nullable Gate gate,
        Risk risk,
        @Nullable Order order,
        List<Message> messages,
        List<Fill> fills,
        List<Posting> postings,
        @JsonProperty("risk_adjustments") List<Adjustment> adjustments,
        List<DifferenceRow> differences) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static WhyView of(Why why) {
        return new WhyView(
                why.account().value(),
                why.signal() == null ? null : SignalRow.of(why.signal()),
                why.gate() == null ? null : Gate.of(why.gate()),
                Risk.of(why.risk()),
                why.order() == null ? null : Order.of(why.order()),
                why.messages().stream().map(Message::of).toList(),
                why.fills().stream().map(Fill::of).toList(),
                why.postings().stream().map(Posting::of).toList(),
                why.adjustments().stream().map(Adjustment::of).toList(),
                why.differences().stream().map(DifferenceRow::of).toList());
    }

    record Gate(
            String mode,
            @JsonProperty("held_at") @Nullable Instant heldAt,
            @JsonProperty("expires_at") @Nullable Instant expiresAt,
            String outcome,
            @Nullable String reason,
            @Nullable String detail,
            @JsonProperty("decided_at") Instant decidedAt) {
        static Gate of(Why.Gate gate) {
            return new Gate(
                    Wording.of(gate.mode()),
                    gate.heldAt(),
                    gate.expiresAt(),
                    Wording.of(gate.outcome()),
                    gate.reason() == null ? null : gate.reason().name(),
                    gate.detail(),
                    gate.decidedAt());
        }
    }

    /**
     * @param checks every limit that was looked at
     * @param violations those that would have been breached
     */
    record Risk(List<Verdict> checks, List<Verdict> violations) {
        static Risk of(Why.Risk risk) {
            return new Risk(
                    risk.checks().stream()
                            .map(check ->
                                    new Verdict(
                                            check.rule().name(),
                                            check.limit(),
                                            check.actual(),
                                            check.passed()))
                            .toList(),
                    risk.violations().stream()
                            .map(violation ->
                                    new Verdict(
                                            violation.reason().name(),
                                            violation.limit(),
                                            violation.actual(),
                                            false))
                            .toList());
        }
    }

    record Verdict(String rule, String limit, String actual, boolean passed) {}

    record Order(
            TradeRow ledger,
            String asked,
            @JsonProperty("protects") @Nullable String entry,
            @JsonProperty("protected_by") List<String> exits,
            @JsonProperty("replaced_by") List<String> replacedBy) {
        static Order of(Why.OrderStory story) {
            OrderId entry = story.lineage().entry();
            return new Order(
                    TradeRow.of(story.order()),
                    asked(story.origin()),
                    entry == null ? null : entry.toString(),
                    texts(story.lineage().exits()),
                    texts(story.lineage().replacedBy()));
        }

        private static String asked(Origin origin) {
            return switch (origin) {
                case Origin.OfSignal(var signal) -> "by signal " + signal;
                case Origin.OfClient(var key, var who) -> "by " + who + " under key " + key.value();
                case Origin.OfProtection(var protectedEntry) -> "to protect " + protectedEntry;
                case Origin.OfSafety(var rule) -> "by safety rule " + rule;
            };
        }

        private static List<String> texts(List<OrderId> orders) {
            return orders.stream().map(OrderId::toString).toList();
        }
    }

    /**
     * @param payload the event as it was written
     */
    record Message(
            long sequence, Instant at, String type, @Nullable String evidence, JsonNode payload) {
        static Message of(Why.Message message) {
            return new Message(
                    message.sequence(),
                    message.at(),
                    message.type(),
                    message.evidenceSource() == null
                            ? null
                            : message.evidenceSource() + ": " + message.evidenceReference(),
                    JSON.readTree(message.payload()));
        }
    }

    record Fill(
            @JsonProperty("order_id") String order,
            @JsonProperty("trade_id") String trade,
            String symbol,
            String side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal notional,
            BigDecimal fee,
            Instant at) {
        static Fill of(FillEntry fill) {
            FillEntry.Trade trade = fill.trade();
            return new Fill(
                    fill.order().toString(),
                    fill.tradeId(),
                    trade.symbol(),
                    trade.side().name(),
                    trade.price(),
                    trade.quantity(),
                    trade.notional(),
                    trade.fee(),
                    trade.at());
        }
    }

    /**
     * @param amount above zero is debit
     */
    record Posting(long sequence, String book, BigDecimal amount, String asset, Instant at) {
        static Posting of(PostingEntry posting) {
            return new Posting(
                    posting.sequence(),
                    posting.book(),
                    posting.amount().amount(),
                    posting.amount().asset().code(),
                    posting.at());
        }
    }

    record Adjustment(
            String type,
            @JsonProperty("original_quantity") BigDecimal originalQuantity,
            @JsonProperty("adjusted_quantity") BigDecimal adjustedQuantity,
            @JsonProperty("original_loss") @Nullable BigDecimal originalLoss,
            @JsonProperty("adjusted_loss") @Nullable BigDecimal adjustedLoss,
            String reason,
            Instant at) {
        static Adjustment of(RiskAdjustmentEntry entry) {
            return new Adjustment(
                    entry.type(),
                    entry.original().quantity(),
                    entry.adjusted().quantity(),
                    entry.original().loss(),
                    entry.adjusted().loss(),
                    entry.reason(),
                    entry.at());
        }
    }
}
