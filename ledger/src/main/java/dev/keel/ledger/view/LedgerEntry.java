package dev.keel.ledger.view;

import dev.keel.core.account.AccountId;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code trade_ledger}: an order as it stands.
 *
 * @param metadata JSON
 */
public record LedgerEntry(
        Names names,
        Terms terms,
        Execution execution,
        Losses losses,
        Ending ending,
        Times times,
        String metadata) {

    /**
     * What it is called.
     *
     * @param tradeUuid the client's key, else the order id
     * @param user who asked for it, for an order of a client
     */
    public record Names(
            OrderId order,
            AccountId account,
            String tradeUuid,
            @Nullable String user,
            @Nullable String brokerOrder,
            @Nullable String brokerPosition) {}

    /**
     * What was asked.
     *
     * @param action {@code BUY} or {@code SELL}
     * @param origin {@code signal}, {@code client}, {@code protection} or {@code safety}
     * @param entryPrice the price it is reserved at
     */
    public record Terms(
            String symbol,
            String action,
            String orderType,
            String origin,
            BigDecimal requestedQuantity,
            @Nullable BigDecimal entryPrice,
            @Nullable BigDecimal stopLoss,
            @Nullable BigDecimal takeProfit) {}

    /**
     * What has traded.
     *
     * @param price of the latest fill
     * @param slippage as a share of the entry price; above zero is worse than expected
     */
    public record Execution(
            BigDecimal filledQuantity,
            @Nullable BigDecimal price,
            @Nullable BigDecimal averagePrice,
            @Nullable BigDecimal slippage,
            BigDecimal fees) {}

    /** What may be and what was lost. */
    public record Losses(@Nullable BigDecimal potential, @Nullable BigDecimal actual) {}

    /**
     * Where it stands, and why it ended.
     *
     * @param statusWord as the ledger spells it
     */
    public record Ending(
            OrderStatus status,
            String statusWord,
            @Nullable String evidenceSource,
            @Nullable String evidenceReference,
            @Nullable String error) {}

    /** When it happened, in the platform's time; {@code executed} in the venue's. */
    public record Times(
            Instant created,
            @Nullable Instant submitted,
            @Nullable Instant executed,
            Instant updated) {}
}
