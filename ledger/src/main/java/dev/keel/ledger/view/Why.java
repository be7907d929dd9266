package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.Origin;
import dev.keel.core.risk.Check;
import dev.keel.core.risk.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was, or was not, traded: the chain from the signal to the books.
 *
 * @param signal null where none stands at the beginning
 * @param gate null where there is no signal
 * @param order null for a signal that was not executed
 * @param messages what was heard from the venue and said to it, oldest first
 * @param fills trades; one that the venue took back shows among the messages too
 * @param differences from the venue in the order's market while it lived
 */
public record Why(
        AccountId account,
        @Nullable SignalEntry signal,
        @Nullable Gate gate,
        Risk risk,
        @Nullable OrderStory order,
        List<Message> messages,
        List<FillEntry> fills,
        List<PostingEntry> postings,
        List<RiskAdjustmentEntry> adjustments,
        List<ReconciliationEntry> differences) {
    public Why {
        messages = List.copyOf(messages);
        fills = List.copyOf(fills);
        postings = List.copyOf(postings);
        adjustments = List.copyOf(adjustments);
        differences = List.copyOf(differences);
    }

    /**
     * What the execution gate did.
     *
     * @param mode of the account when the signal was decided last
     * @param heldAt since when it waited for a person; null if it did not
     * @param expiresAt until when it might wait
     * @param detail in words, with who dismissed it; who confirmed it is not recorded
     */
    public record Gate(
            ExecutionMode mode,
            @Nullable Instant heldAt,
            @Nullable Instant expiresAt,
            SignalEntry.Status outcome,
            @Nullable DeclineReason reason,
            @Nullable String detail,
            Instant decidedAt) {}

    /** Every limit that was looked at, and those that would have been breached. */
    public record Risk(List<Check> checks, List<Violation> violations) {
        static final Risk NONE = new Risk(List.of(), List.of());

        public Risk {
            checks = List.copyOf(checks);
            violations = List.copyOf(violations);
        }
    }

    /** The order as it stands, and where it comes from. */
    public record OrderStory(LedgerEntry order, Origin origin, Lineage lineage) {}

    /**
     * The orders that belong to it.
     *
     * @param entry the order that it protects
     * @param exits that protect it
     * @param replacedBy what came in its place
     */
    public record Lineage(@Nullable OrderId entry, List<OrderId> exits, List<OrderId> replacedBy) {
        public Lineage {
            exits = List.copyOf(exits);
            replacedBy = List.copyOf(replacedBy);
        }
    }

    /**
     * An event of the order.
     *
     * @param evidenceSource of an event that names its evidence
     * @param payload all of it, JSON as it was written
     */
    public record Message(
            long sequence,
            Instant at,
            String type,
            @Nullable String evidenceSource,
            @Nullable String evidenceReference,
            String payload) {}
}
