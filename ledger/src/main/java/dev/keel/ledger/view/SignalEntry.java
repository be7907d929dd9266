package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.order.OrderId;
import dev.keel.core.signal.Direction;
import dev.keel.core.signal.SignalId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code signal}.
 *
 * @param reasons JSON: a list of objects with {@code text} and {@code figures}
 */
public record SignalEntry(
        AccountId account,
        SignalId id,
        Direction direction,
        Conviction conviction,
        Plan plan,
        String reasons,
        Outcome outcome,
        Times times) {

    /** Each 0 to 1. */
    public record Conviction(BigDecimal strength, BigDecimal confidence) {}

    /** The prices it has in mind. */
    public record Plan(
            BigDecimal entry,
            @Nullable BigDecimal stop,
            @Nullable BigDecimal target,
            @Nullable BigDecimal averageTrueRange) {}

    /** What became of it. */
    public enum Status {
        /** It waits for a person. */
        HELD,
        EXECUTED,
        DECLINED
    }

    /**
     * What became of it, and why.
     *
     * @param reason of a declined signal
     * @param order of an executed signal
     */
    public record Outcome(
            Status status,
            @Nullable DeclineReason reason,
            @Nullable String detail,
            @Nullable OrderId order) {}

    /**
     * In the platform's time.
     *
     * @param expires of a signal that was held
     */
    public record Times(Instant created, Instant updated, @Nullable Instant expires) {}
}
