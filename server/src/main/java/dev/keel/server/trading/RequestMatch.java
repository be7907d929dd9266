package dev.keel.server.trading;

import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.ledger.view.LedgerEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a request with the order that the ledger has under the same key. */
final class RequestMatch {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RequestMatch() {}

    /** What a request asks for and the order does not, or the other way round. */
    static Optional<String> differenceOf(LedgerEntry entry, OrderRequest request) {
        LedgerEntry.Terms terms = entry.terms();
        JsonNode metadata = JSON.readTree(entry.metadata());
        List<String> differences = new ArrayList<>(0);
        compare("symbol", terms.symbol(), request.instrument().symbol(), differences);
        compare("action", terms.action(), request.side().name(), differences);
        compare("order_type", terms.orderType(), typeOf(request.type()), differences);
        compare(
                "quantity",
                terms.requestedQuantity(),
                request.quantity().value(),
                differences);
        compare(
                "entry_price",
                decimal(metadata, "limit_price"),
                request.type().limitPrice().map(price -> price.value()).orElse(null),
                differences);
        compare(
                "stop_price",
                decimal(metadata, "trigger_price"),
                request.type().triggerPrice().map(price -> price.value()).orElse(null),
                differences);
        compare(
                "stop_loss",
                terms.stopLoss(),
                request.protection().stop().map(price -> price.value()).orElse(null),
                differences);
        compare(
                "take_profit",
                terms.takeProfit(),
                request.protection().target().map(price -> price.value()).orElse(null),
                differences);
        compare(
                "reduce_only",
                Boolean.toString(isReduceOnly(metadata)),
                Boolean.toString(request.isReduceOnly()),
                differences);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", differences));
    }

    /** The ledger's word for a type. */
    private static String typeOf(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> "MARKET";
            case OrderType.Limit _ -> "LIMIT";
            case OrderType.Stop _ -> "STOP";
            case OrderType.StopLimit _ -> "STOP_LIMIT";
            case OrderType.TrailingStop _ -> "TRAILING_STOP";
        };
    }

    private static void compare(
            String field, String before, String now, List<String> differences) {
        if (!before.equals(now)) {
            differences.add(field + " was " + before + ", is " + now);
        }
    }

    private static void compare(
            String field,
            @Nullable BigDecimal before,
            @Nullable BigDecimal now,
            List<String> differences) {
        boolean same =
                before == null || now == null ? before == now : before.compareTo(now) == 0;
        if (!same) {
            differences.add(field + " was " + text(before) + ", is " + text(now));
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode metadata, String field) {
        JsonNode value = metadata.get(field);
        return value == null || value.isNull() ? null : new BigDecimal(value.asString());
    }

    private static boolean isReduceOnly(JsonNode metadata) {
        JsonNode instructions = metadata.get("instructions");
        return instructions != null
                && instructions
                        .valueStream()
                        .anyMatch(one -> one.asString().equals(Instruction.REDUCE_ONLY.name()));
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "absent" : value.stripTrailingZeros().toPlainString();
    }
}
