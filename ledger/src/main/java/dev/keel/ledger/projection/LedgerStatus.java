package dev.keel.ledger.projection;

import dev.keel.core.order.OrderStatus;
import java.util.Arrays;
import java.util.Optional;

/**
 * The words of {@code trade_ledger.status}. Each {@link OrderStatus} has one; {@code failed}, which
 * others know, is never written: an order that failed was rejected by somebody, or is in doubt.
 */
public final class LedgerStatus {
    private LedgerStatus() {}

    public static String of(OrderStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case IN_DOUBT -> "in_doubt";
            case WORKING -> "working";
            case PARTIALLY_FILLED -> "partially_filled";
            case CANCELING -> "canceling";
            case FILLED -> "filled";
            case CANCELED -> "cancelled";
            case EXPIRED -> "expired";
            case REJECTED -> "rejected";
        };
    }

    /** The status behind a word; empty for {@code failed} and for what is no status. */
    public static Optional<OrderStatus> parse(String word) {
        return Arrays.stream(OrderStatus.values())
                .filter(status -> of(status).equals(word))
                .findFirst();
    }
}
